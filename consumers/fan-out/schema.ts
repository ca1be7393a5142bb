import { readFileSync } from 'node:fs';
import avro from 'avsc';
import { packageFile } from '../../kit/package-root';
import type { Topic } from './topic';

/** What a field of a derived topic holds; arrays are of texts. */
export type ColumnType = 'string' | 'long' | 'int' | 'boolean' | 'time' | 'texts';

export interface Column {
  name: string;
  type: ColumnType;
  nullable: boolean;
  doc: string;
}

type AvroType =
  | string
  | { type: 'array'; items: string }
  | { type: 'enum'; name: string; symbols: string[] }
  | { type: 'long'; logicalType: string };

interface AvroField {
  name: string;
  doc?: string;
  type: AvroType | AvroType[];
}

export interface AvroRecord {
  name: string;
  doc: string;
  fields: AvroField[];
}

export const schemaFile = (topic: Topic): string =>
  packageFile('schemas', 'topics', `${topic.name.replace('xrpl.', '')}.avsc`);

export const schemaText = (topic: Topic): string => readFileSync(schemaFile(topic), 'utf8');

export function parseSchema(text: string): avro.Type {
  // `wrapUnions: never` keeps ["null","string"] a plain value.
  const options = { wrapUnions: 'never' } as unknown as Partial<avro.ForSchemaOptions>;
  return avro.Type.forSchema(JSON.parse(text) as avro.Schema, options);
}

/** The topic's fields, in order, for formats other than Avro. */
export function columnsOf(topic: Topic): Column[] {
  const { fields } = JSON.parse(schemaText(topic)) as AvroRecord;
  return fields.map(({ name, doc = '', type }) => {
    const alternatives = Array.isArray(type) ? type : [type];
    const [main] = alternatives.filter((one) => one !== 'null');
    return { name, doc, nullable: alternatives.includes('null'), type: columnType(main!) };
  });
}

function columnType(type: AvroType): ColumnType {
  if (typeof type === 'string') return type as ColumnType;
  if (type.type === 'array') return 'texts';
  return type.type === 'enum' ? 'string' : 'time';
}
