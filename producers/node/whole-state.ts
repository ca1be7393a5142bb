import { NodeError } from '../../rippled/node-error';
import type { StateSpool } from '../../log/state-spool';
import type { LedgerNode, StateEntry } from './ledger-node';

/** However a node cuts its state into pages, the log gets the same segments: as many entries as a recording has on a line. */
const entriesPerSegment = 1000;

/**
 * Spools the whole state at ledger `index`, as the log begins with it.
 * @param onProgress told of the objects so far, and the key of the last of them: keys are hashes, so it says how far it is
 * @throws NodeError
 */
export async function wholeState(
  node: LedgerNode,
  index: number,
  spool: StateSpool,
  onProgress: (objects: number, key: Buffer) => void,
): Promise<StateSpool> {
  onProgress(0, Buffer.alloc(32));
  const { header, hash } = await node.heading(index);
  spool.clear();
  let segment = 0;
  let firstObject = 0;
  for await (const entries of chunks(node.state(index))) {
    spool.add({
      ledgerIndex: index,
      kind: 'state',
      hash,
      header,
      segment: segment++,
      last: false,
      firstTransaction: 0,
      transactions: [],
      firstObject,
      objects: entries.map(([key, blob]) => ({ key, change: 'created', blob })),
    });
    firstObject += entries.length;
    onProgress(firstObject, entries.at(-1)![0]);
  }
  if (spool.isEmpty) throw new NodeError('unreadable', `${node.name}: the state of ledger ${index} is empty`);
  return spool;
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
