import { defineTable } from '../table';

/** In `objects.position`: the ledger deleted the object. */
export const deletedPosition = 0xffffffff;

/**
 * The versions of an object: at ledger N it is the last one at or below N. `position` finds it in the contents of
 * that ledger.
 */
export const objects = defineTable({
  name: 'objects',
  partition: { key: 'hash256' },
  clustering: { ledger: 'u32', position: 'u32' },
  values: {},
});

/** Births and deaths of keys: the ordered index of the state at any ledger. Partitioned by the key's first byte. */
export const keys = defineTable({
  name: 'keys',
  partition: { prefix: 'u8' },
  clustering: { key: 'hash256', ledger: 'u32' },
  values: { alive: 'u8' },
});
