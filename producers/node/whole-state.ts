import type { LedgerDiff } from '../../xrpl/ledger-diff';
import type { LedgerNode, StateEntry } from './ledger-node';

/** However a node cuts its state into pages, the log gets the same segments: as many entries as a recording has on a line. */
const entriesPerSegment = 1000;

/**
 * The whole state at ledger `index`, as the log begins with it.
 * @param onProgress told of the objects so far, and the key of the last of them: keys are hashes, so it says how far it is
 * @throws NodeError
 */
export async function wholeState(
  node: LedgerNode,
  index: number,
  onProgress: (objects: number, key: Buffer) => void,
): Promise<LedgerDiff[]> {
  onProgress(0, Buffer.alloc(32));
  const { header, hash } = await node.heading(index);
  const segments: LedgerDiff[] = [];
  let firstObject = 0;
  for await (const entries of chunks(node.state(index))) {
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
    onProgress(firstObject, entries.at(-1)![0]);
  }
  const last = segments.at(-1);
  if (!last) throw new Error(`${node.name}: the state of ledger ${index} is empty`);
  last.last = true;
  return segments;
}

async function* chunks(pages: AsyncIterable<StateEntry[]>): AsyncGenerator<StateEntry[]> {
  let left: StateEntry[] = [];
  for await (const page of pages) {
    left = left.length === 0 ? page : left.concat(page);
    for (; left.length >= entriesPerSegment; left = left.slice(entriesPerSegment))
      yield left.slice(0, entriesPerSegment);
  }
  if (left.length > 0) yield left;
}
