import { registry } from '../consumers/registry';
import { Runner } from '../consumers/runner';
import type { Written } from '../consumers/runner-options';
import type { Logger } from '../kit/logger';
import type { Tracer } from '../kit/tracer';
import type { EventLog } from '../log/port';
import { produce, type Published } from '../producers/producer';
import type { Source } from '../producers/source';
import type { OnUnprovenState } from '../producers/state-check';
import type { LedgerSpan } from '../schemas/pipeline';
import type { LedgerError } from '../xrpl/ledger-diff';
import type { DataFolder, Tables } from './data-folder';

export interface ProduceOptions {
  stateCheck?: OnUnprovenState;
  logger?: Logger;
  onPublished?: (published: Published) => void;
  /** Told of each ledger that fails verification. */
  onRefused?: (error: LedgerError) => void;
  /** Told when it begins and when it ceases to publish: of several producers of one topic, one does. */
  onPublishing?: (publishing: boolean) => void;
  /** Told what the log holds when it begins to publish, if anything. */
  onLog?: (span: LedgerSpan) => void;
  tracer?: Tracer | undefined;
}

/**
 * Publishes what the source has beyond the log's end. Of several producers of one topic one does, the others stand by.
 * @returns the last ledger in the log
 */
export async function runProducer(
  data: DataFolder,
  source: Source,
  signal: AbortSignal,
  options: ProduceOptions = {},
): Promise<number | undefined> {
  const topic = data.topic(options.logger);
  try {
    if (!topic) return await produceInto(data.archive(), data, source, signal, options);
    const done = new AbortController();
    let last: number | undefined;
    options.logger?.info({ topic: topic.address.topic }, 'this producer stands by');
    await topic.stand(
      'producer',
      async (leading) => {
        last = await produceInto(topic, data, source, leading, options);
        if (!leading.aborted) done.abort();
      },
      AbortSignal.any([signal, done.signal]),
    );
    return last;
  } finally {
    source.close?.();
  }
}

async function produceInto(
  log: EventLog,
  data: DataFolder,
  source: Source,
  signal: AbortSignal,
  { onPublished, onRefused, onPublishing, onLog, stateCheck: onUnproven = 'block', logger, tracer }: ProduceOptions,
): Promise<number | undefined> {
  const release = data.becomeProducer();
  const store = data.stateTree();
  onPublishing?.(true);
  try {
    const span = await spanOf(log);
    if (span) onLog?.(span);
    const name = source.name;
    const begins = `this producer publishes now, ${span ? 'what comes after this ledger' : 'into an empty log'}`;
    logger?.info({ ledgerIndex: span?.last, source: name }, begins);
    const stateCheck = { store, onUnproven, ...(logger && { logger }) };
    const told = { ...(onPublished && { onPublished }), ...(onRefused && { onRefused }), ...(tracer && { tracer }) };
    const last = await produce({ source, log, stateCheck, ...told }, signal);
    logger?.info({ ledgerIndex: last, source: name }, 'publishing has ended with this ledger');
    return last;
  } finally {
    onPublishing?.(false);
    await store.close();
    release();
  }
}

/** What a log holds, if anything. */
export async function spanOf(log: EventLog): Promise<LedgerSpan | undefined> {
  const [first, end] = await Promise.all([log.first(), log.end()]);
  return first === undefined || !end ? undefined : { first, last: end.ledgerIndex };
}

/** Materializes the log into the tables until the log ends or, when it follows, until `signal`. */
export async function runConsumer(
  data: DataFolder,
  { store, hot }: Tables,
  logger: Logger,
  options: {
    follow: boolean;
    signal: AbortSignal;
    onWritten?: (written: Written) => void;
    tracer?: Tracer | undefined;
  },
): Promise<void> {
  const { follow, signal, onWritten, tracer } = options;
  const release = data.becomeConsumer();
  try {
    const runner = await Runner.open({
      log: data.log(logger),
      history: data.history(logger),
      store,
      views: registry,
      hot,
      logger,
      tracer,
      ...(onWritten && { onWritten }),
    });
    logger.info(
      { ledgerIndex: runner.next, views: registry.map(({ name }) => name) },
      'filling the views from this ledger on',
    );
    await runner.run({ follow, signal });
    logger.info({ ledgerIndex: runner.visible?.last }, 'the consumer has ended: this ledger is visible');
  } finally {
    release();
  }
}
