import { gzipSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet' with { 'resolution-mode': 'import' };
import type { Column } from '../schema';
import type { TopicRecord } from '../topic';
import type { OpenRecordFile } from './record-file';

/** Rows that are held until they are written together, and characters of their texts. */
const mostRows = 16_384;
const mostText = 32 << 20;

/** Apache Parquet, gzipped pages. */
export const openParquetFile: OpenRecordFile = async (path, { columns }) => {
  // Hardly ever needed.
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const root: SchemaElement = { name: 'records', num_children: columns.length };
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [root, ...columns.flatMap(elementsOf)],
    codec: 'GZIP',
    compressors: { GZIP: gzipSync },
  });
  let waiting: TopicRecord[] = [];
  let text = 0;
  const flush = async (): Promise<void> => {
    const columnData = columns.map((column) => ({
      name: column.name,
      data: waiting.map((record) => cellOf(column, record[column.name])),
    }));
    if (waiting.length > 0) await writer.write({ columnData, rowGroupSize: waiting.length });
    waiting = [];
    text = 0;
  };
  return {
    async write(records) {
      for (const record of records) {
        text += textOf(record);
        if (waiting.push(record) >= mostRows || text >= mostText) await flush();
      }
    },
    async finish() {
      await flush();
      await writer.finish();
    },
  };
};

function textOf(record: TopicRecord): number {
  let length = 0;
  for (const value of Object.values(record)) if (typeof value === 'string') length += value.length;
  return length;
}

function elementsOf({ name, type, nullable }: Column): SchemaElement[] {
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
  switch (type) {
    case 'string':
      return [{ name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8' }];
    case 'texts':
      return [
        { name, repetition_type, converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      ];
    case 'long':
      return [{ name, repetition_type, type: 'INT64' }];
    case 'int':
      return [{ name, repetition_type, type: 'INT32' }];
    case 'boolean':
      return [{ name, repetition_type, type: 'BOOLEAN' }];
    case 'time':
      return [{ name, repetition_type, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }];
  }
}

/** As the writer takes it: 64-bit numbers as such. */
const cellOf = ({ type }: Column, value: unknown): unknown =>
  (type === 'long' || type === 'time') && value !== null && value !== undefined ? BigInt(value as number) : value;
