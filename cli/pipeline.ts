import { registry } from '../consumers/registry';
import { Runner } from '../consumers/runner';
import type { Written } from '../consumers/runner-options';
import type { Logger } from '../kit/logger';
import { produce, type Published } from '../producers/producer';
import type { Source } from '../producers/source';
import type { OnUnprovenState } from '../producers/state-check';
import type { DataFolder, Tables } from './data-folder';

export interface ProduceOptions {
  stateCheck?: OnUnprovenState;
  logger?: Logger;
  onPublished?: (published: Published) => void;
  /** Told of each ledger that fails verification. */
  onRefused?: () => void;
}

/** Publishes what the source has beyond the log's end. @returns the last ledger in the log. */
export async function runProducer(
  data: DataFolder,
  source: Source,
  signal: AbortSignal,
  options: ProduceOptions = {},
): Promise<number | undefined> {
  const { onPublished, onRefused, stateCheck: onUnproven = 'block', logger } = options;
  const release = data.becomeProducer();
  const store = data.stateTree();
  try {
    const stateCheck = { store, onUnproven, ...(logger && { logger }) };
    const told = { ...(onPublished && { onPublished }), ...(onRefused && { onRefused }) };
    return await produce({ source, log: data.log(), stateCheck, ...told }, signal);
  } finally {
    source.close?.();
    await store.close();
    release();
  }
}

/** Materializes the log into the tables until the log ends or, when it follows, until `signal`. */
export async function runConsumer(
  data: DataFolder,
  { store, hot }: Tables,
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
      hot,
      logger,
      ...(onWritten && { onWritten }),
    });
    await runner.run({ follow, signal });
  } finally {
    release();
  }
}
