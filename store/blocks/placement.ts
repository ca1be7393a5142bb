import type { LedgerDiff, ObjectRecord } from '../../xrpl/ledger-diff';
import { affectedNodes } from '../../xrpl/transaction/affected-nodes';

/**
 * Where things are within the contents of a ledger, as one number that orders them: the transaction at index I at
 * I << 16, the objects that it was the last to change right after it, the objects that no transaction of the
 * segment changed (skip lists) from `looseFrom` on, and a whole state from `stateFrom` on: a ledger may have both, what
 * it changed ending one stretch of the log and its state beginning the next. A function of the segment alone: rows of
 * `objects` hold these numbers, so another way of counting needs another table.
 */
export const looseFrom = 0x80000000;
export const stateFrom = 0xc0000000;
/** Where the objects of a segment begin that lie beside no transaction. */
export const looseFromIn = ({ kind }: LedgerDiff): number => (kind === 'state' ? stateFrom : looseFrom);

export const transactionPosition = (index: number): number => index * 0x10000;
export const transactionOf = (position: number): number => position >>> 16;
/** Which of its transaction's objects is meant. */
export const objectOf = (position: number): number => (position & 0xffff) - 1;

/** An object that a transaction was the last to change. */
export interface OwnedObject {
  object: ObjectRecord;
  /** Offset of the object's key in the transaction's metadata. */
  keyAt: number;
}

export interface Placement {
  /** For each transaction of the segment, in its order. */
  owned: OwnedObject[][];
  loose: ObjectRecord[];
  /** Of each object of the segment, in its order. */
  positions: number[];
}

const known = new WeakMap<LedgerDiff, Placement>();

/**
 * An object lies beside the transaction that changed it last, whose metadata says nearly the same bytes.
 * @throws CodecError when metadata is malformed
 */
export function placement(segment: LedgerDiff): Placement {
  let found = known.get(segment);
  if (!found) {
    found = place(segment);
    known.set(segment, found);
  }
  return found;
}

function place(segment: LedgerDiff): Placement {
  const { transactions, firstTransaction, objects, firstObject } = segment;
  const from = looseFromIn(segment) + firstObject;
  const lastChange = new Map<string, { owner: number; keyAt: number }>();
  transactions.forEach(({ metadata }, owner) => {
    for (const { key } of affectedNodes(metadata)) {
      if (key >= 0) lastChange.set(metadata.toString('latin1', key, key + 32), { owner, keyAt: key });
    }
  });
  const owned: OwnedObject[][] = transactions.map(() => []);
  const loose: ObjectRecord[] = [];
  const positions = objects.map((object) => {
    const change = lastChange.get(object.key.toString('latin1'));
    if (!change) return from + loose.push(object) - 1;
    const place = owned[change.owner]!.push({ object, keyAt: change.keyAt });
    return transactionPosition(firstTransaction + change.owner) + place;
  });
  return { owned, loose, positions };
}
