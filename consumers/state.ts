import { deletedPosition, keys, objects } from '../schemas/tables/state';
import { placement } from '../store/blocks/placement';
import { put, type Write } from '../store/port';
import type { View } from './view';

/** Which versions every object has, and the ordered index of keys by lifetime. */
export const stateView: View = {
  name: 'state',
  beginsWith: 'state',
  rows(segment) {
    const { ledgerIndex: ledger } = segment;
    const { positions } = placement(segment);
    const rows: Write[] = [];
    segment.objects.forEach(({ key, change }, place) => {
      rows.push(put(objects, { key, ledger, position: change === 'deleted' ? deletedPosition : positions[place]! }));
      if (change !== 'modified')
        rows.push(put(keys, { prefix: key[0]!, key, ledger, alive: change === 'created' ? 1 : 0 }));
    });
    return rows;
  },
};
