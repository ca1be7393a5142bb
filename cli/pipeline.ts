import { registry } from '../consumers/registry';
import { Runner } from '../consumers/runner';
import type { Written } from '../consumers/runner-options';
import type { Logger } from '../kit/logger';
import { openSource } from '../producers/open-source';
import { produce } from '../producers/producer';
import type { TableStore } from '../store/port';
import type { DataFolder } from './data-folder';
import { Progress } from './progress';

/** Publishes what the source has beyond the log's end. @returns the last ledger in the log. */
export async function runProducer(
  data: DataFolder,
  sourcePath: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<number | undefined> {
  const source = await openSource(sourcePath);
  const progress = new Progress('published', await source.extent());
  const release = data.becomeProducer();
  try {
    const onPublished = (published: { ledgerIndex: number; transactions: number }): void =>
      progress.advance(published.ledgerIndex, 1, published.transactions);
    return await produce({ source, log: data.log(), logger, onPublished }, signal);
  } finally {
    progress.done();
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
