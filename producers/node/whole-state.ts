import type { LedgerDiff } from '../../xrpl/ledger-diff';
import type { LedgerNode } from './ledger-node';

/**
 * The whole state at ledger `index`, as the log begins with it.
 * @throws NodeError
 */
export async function wholeState(node: LedgerNode, index: number): Promise<LedgerDiff[]> {
  const { header, hash } = await node.heading(index);
  const segments: LedgerDiff[] = [];
  let firstObject = 0;
  for await (const entries of node.state(index)) {
    if (entries.length === 0) continue;
    segments.push({
      ledgerIndex: index,
      kind: 'state',
      hash,
      header,
      segment: segments.length,
      last: false,
      firstTransaction: 0,
      transactions: [],
      firstObject,
      objects: entries.map(([key, blob]) => ({ key, change: 'created', blob })),
    });
    firstObject += entries.length;
  }
  const last = segments.at(-1);
  if (!last) throw new Error(`${node.name}: the state of ledger ${index} is empty`);
  last.last = true;
  return segments;
}
