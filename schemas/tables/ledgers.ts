import { defineTable } from '../table';

/** The header of every ledger. */
export const ledgers = defineTable({
  name: 'ledgers',
  partition: { ledger: 'u32' },
  clustering: {},
  values: { hash: 'hash256', header: 'bytes' },
});

export const ledgerHashes = defineTable({
  name: 'ledger_hashes',
  partition: { hash: 'hash256' },
  clustering: {},
  values: { ledger: 'u32' },
});
