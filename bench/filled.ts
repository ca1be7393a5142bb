import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolder } from '../cli/data-folder';
import { runConsumer, runProducer } from '../cli/pipeline';
import { packageFile } from '../kit/package-root';
import { createLogger } from '../kit/logger';
import { openSource } from '../producers/open-source';

const large = packageFile('..', 'shared', 'data', 'dev', 'recording.ndjson.gz');

/** What a benchmark runs over unless told otherwise: the large recording where it lies beside, else the bundled one. */
export const defaultSource = (): string => (existsSync(large) ? large : packageFile('recordings', 'demo'));

interface From {
  source?: string;
  /** URL of the cluster that the tables go to. */
  store?: string | undefined;
}

/** Ingests a recording. @returns the data folder */
export async function filled(folder: string, { source = defaultSource(), store }: From = {}): Promise<string> {
  const data = new DataFolder(join(folder, 'data'), { store });
  const never = new AbortController().signal;
  await runProducer(data, await openSource(source), never);
  const tables = data.tables('fill');
  await runConsumer(data, tables, createLogger('warn'), { follow: false, signal: never });
  await tables.close();
  return data.path;
}
