import type { Column } from '../schema';
import type { TopicRecord } from '../topic';
import type { OpenRecordFile } from './record-file';
import { StreamFile } from './stream-file';

/** One JSON object a line; times as ISO 8601. */
export const openNdjsonFile: OpenRecordFile = async (path, { columns }) => {
  const file = new StreamFile(path);
  return {
    async write(records) {
      if (records.length > 0) await file.put(records.map((record) => `${line(record, columns)}\n`).join(''));
    },
    finish: () => file.end(),
  };
};

function line(record: TopicRecord, columns: readonly Column[]): string {
  const values = columns.map(({ name, type }) => {
    const value = record[name]!;
    return [name, type === 'time' ? new Date(value as number).toISOString() : value];
  });
  return JSON.stringify(Object.fromEntries(values));
}
