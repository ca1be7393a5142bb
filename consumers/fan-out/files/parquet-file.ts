import type { Column, ColumnType } from '../schema';
import type { OpenRecordFile } from './record-file';

const types = {
  string: 'UTF8',
  texts: 'UTF8',
  long: 'INT64',
  int: 'INT32',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP_MILLIS',
} as const satisfies Record<ColumnType, string>;

/** Rows that are held until they are written together. */
const rowGroup = 16_384;

/** Apache Parquet, gzipped pages. */
export const openParquetFile: OpenRecordFile = async (path, { columns }) => {
  // Slow to load, and hardly ever needed.
  const { ParquetSchema, ParquetWriter } = await import('@dsnp/parquetjs');
  const schema = new ParquetSchema(Object.fromEntries(columns.map((column) => [column.name, fieldOf(column)])));
  const writer = await ParquetWriter.openFile(schema, path, { rowGroupSize: rowGroup });
  return {
    async write(records) {
      for (const record of records) {
        await writer.appendRow(Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)));
      }
    },
    finish: () => writer.close(),
  };
};

const fieldOf = ({ type, nullable }: Column) => ({
  type: types[type],
  compression: 'GZIP' as const,
  ...(type === 'texts' ? { repeated: true } : { optional: nullable }),
});
