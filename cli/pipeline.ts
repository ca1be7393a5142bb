import { registry } from '../consumers/registry';
import { Runner } from '../consumers/runner';
import type { Written } from '../consumers/runner-options';
import type { Logger } from '../kit/logger';
import { produce, type Published } from '../producers/producer';
import type { Source } from '../producers/source';
import type { TableStore } from '../store/port';
import type { DataFolder } from './data-folder';

/** Publishes what the source has beyond the log's end. @returns the last ledger in the log. */
export async function runProducer(
  data: DataFolder,
  source: Source,
  signal: AbortSignal,
  onPublished?: (published: Published) => void,
): Promise<number | undefined> {
  const release = data.becomeProducer();
  try {
    return await produce({ source, log: data.log(), ...(onPublished && { onPublished }) }, signal);
  } finally {
    release();
  }
}

/** Materializes the log into the tables until the log ends or, when it follows, until `signal`. */
export async function runConsumer(
  data: DataFolder,
  store: TableStore,
  logger: Logger,
  options: { follow: boolean; signal: AbortSignal; onWritten?: (written: Written) => void },
): Promise<void> {
  const { follow, signal, onWritten } = options;
  const release = data.becomeConsumer();
  try {
    const runner = await Runner.open({
      log: data.log(),
      store,
      views: registry,
      logger,
      ...(onWritten && { onWritten }),
    });
    await runner.run({ follow, signal });
  } finally {
    release();
  }
}
