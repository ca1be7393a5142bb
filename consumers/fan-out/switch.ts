import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../../log/port';
import type { RecordTopics } from '../../log/record-topics';
import type { TopicVersion, TopicVersions } from '../../log/topic-versions';
import type { Topic } from './topic';

/** Milliseconds between two looks at how far the publisher has come. */
const interval = 500;

export interface SwitchOptions {
  log: EventLog;
  /** Of the publisher of the version that readers are to change over to. */
  outputs: Pick<RecordTopics, 'positions'>;
  versions: TopicVersions;
  topics: readonly Topic[];
  suffix: string;
  /** Told while it waits: the topic that is furthest behind, and by how many ledgers; all when nothing of it is there. */
  onBehind: (topic: string, ledgers: number | undefined) => void;
  signal: AbortSignal;
}

/**
 * Has readers of derived topics change over to the version with a suffix, once it has every ledger that the log has now.
 * @returns what is current from here on; `undefined` when it was stopped before
 */
export async function switchTopics(options: SwitchOptions): Promise<ReadonlyMap<string, TopicVersion> | undefined> {
  const { log, outputs, versions, topics, suffix, onBehind, signal } = options;
  const end = (await log.end())?.ledgerIndex ?? 0;
  while (!signal.aborted) {
    const positions = await outputs.positions();
    const reached = new Map(
      topics.map(({ name }) => [name, { topic: name + suffix, ledger_index: (positions.get(name + suffix) ?? 0) - 1 }]),
    );
    const [last] = [...reached.values()].sort((x, y) => x.ledger_index - y.ledger_index);
    if (last!.ledger_index >= end) {
      await versions.change(reached);
      return reached;
    }
    onBehind(last!.topic, last!.ledger_index < 0 ? undefined : end - last!.ledger_index);
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
