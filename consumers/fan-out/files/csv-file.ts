import type { Column } from '../schema';
import type { Value } from '../topic';
import type { OpenRecordFile } from './record-file';
import { StreamFile } from './stream-file';

/**
 * Comma-separated values as in RFC 4180, the names of the fields first. Times as ISO 8601; several texts as a JSON
 * array; what is null is empty, while an empty text is `""`.
 */
export const openCsvFile: OpenRecordFile = async (path, { columns }) => {
  const file = new StreamFile(path);
  await file.put(`${columns.map(({ name }) => name).join(',')}\r\n`);
  return {
    async write(records) {
      const lines = records.map((record) => columns.map((column) => cell(record[column.name]!, column)).join(','));
      if (lines.length > 0) await file.put(`${lines.join('\r\n')}\r\n`);
    },
    finish: () => file.end(),
  };
};

function cell(value: Value, { type }: Column): string {
  if (value === null) return '';
  if (type === 'time') return new Date(value as number).toISOString();
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
