import type avro from 'avsc';
import type { Column } from '../schema';
import type { TopicRecord } from '../topic';

export const fileFormats = ['avro', 'ndjson', 'csv', 'parquet'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** What records of a topic look like. */
export interface RecordShape {
  columns: readonly Column[];
  type: avro.Type;
}

/** A file of records that is being written. */
export interface RecordFile {
  write(records: readonly TopicRecord[]): Promise<void>;
  /** Resolves when the file is whole. */
  finish(): Promise<void>;
}

export type OpenRecordFile = (path: string, shape: RecordShape) => Promise<RecordFile>;
