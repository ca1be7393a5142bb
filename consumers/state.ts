import { deletedPosition, diffs, keys, objects } from '../schemas/tables/state';
import { compress } from '../store/blocks/compression';
import { packObjects, type PackedObject } from '../store/blocks/object-block';
import { shortSkipListKey, skipListTail } from '../store/blocks/skip-list';
import { put, type Write } from '../store/port';
import type { LedgerDiff, ObjectRecord } from '../xrpl/ledger-diff';
import type { View } from './view';

/** Every version of every object, the ordered index of keys by lifetime, and each ledger's diff. */
export const stateView: View = {
  name: 'state',
  beginsWith: 'state',
  rows(segment) {
    const { ledgerIndex: ledger, firstObject } = segment;
    const blocks = packObjects(
      firstObject,
      segment.objects.map((object) => packed(object, segment)),
    ).map(({ position, bytes }) => put(diffs, { ledger, position, block: compress('objects', bytes) }));
    const rows: Write[] = [];
    segment.objects.forEach(({ key, change }, place) => {
      const position = change === 'deleted' ? deletedPosition : firstObject + place;
      rows.push(put(objects, { key, ledger, position }));
      if (change !== 'modified')
        rows.push(put(keys, { prefix: key[0]!, key, ledger, alive: change === 'created' ? 1 : 0 }));
    });
    return [...blocks, ...rows];
  },
};

function packed(object: ObjectRecord, { kind, ledgerIndex }: LedgerDiff): PackedObject {
  if (kind === 'diff' && object.change === 'modified' && object.key.equals(shortSkipListKey)) {
    const tail = skipListTail(object.blob!, ledgerIndex);
    if (tail) return { ...object, blob: tail, tail: true };
  }
  return { ...object, tail: false };
}
