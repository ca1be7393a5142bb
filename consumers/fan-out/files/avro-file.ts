import avro from 'avsc';
import type { OpenRecordFile } from './record-file';
import { StreamFile } from './stream-file';

/** An Avro object container file, deflated. */
export const openAvroFile: OpenRecordFile = async (path, { type }) => {
  const file = new StreamFile(path, new avro.streams.BlockEncoder(type, { codec: 'deflate' }));
  return {
    async write(records) {
      for (const record of records) await file.put(record);
    },
    finish: () => file.end(),
  };
};
