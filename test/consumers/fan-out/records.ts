import type { Topic, TopicRecord } from '../../../consumers/fan-out/topic';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';

/** The records of whole ledgers, ledger by ledger. */
export function recordsOf(topic: Topic, ledgers: readonly (readonly LedgerDiff[])[]): TopicRecord[] {
  const derive = topic.begin();
  return ledgers.flatMap((segments) => segments.flatMap(derive));
}
