import { stat } from 'node:fs/promises';
import { listFiles } from '../log/archive/files';
import { ArchiveSource } from './archive-source';
import { RecordingSource } from './recording-source';
import type { Source } from './source';

/**
 * The source behind a path: a folder is an Avro archive, a file a `.ndjson.gz` recording.
 * @param scratch folder for a state until that is proven
 * @throws Error saying what was found instead
 */
export async function openSource(path: string, scratch?: string): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`--source ${path}: there is no such file or folder`) : error;
  });
  if (found.isDirectory()) {
    if ((await listFiles(path)).length === 0) {
      throw new Error(`--source ${path}: no archive files here (they are named like 0000000003-0000000255.avro)`);
    }
    return new ArchiveSource(path, scratch);
  }
  if (!path.endsWith('.ndjson.gz')) {
    throw new Error(`--source ${path}: neither an archive folder nor a .ndjson.gz recording`);
  }
  return new RecordingSource(path, scratch);
}
