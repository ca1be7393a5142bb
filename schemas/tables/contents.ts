import { defineTable } from '../table';

/**
 * What each ledger did: its transactions with their metadata, each followed by the objects as it left them, several
 * to a compressed block. `position` is that of the block's first entry (see `store/blocks/placement.ts`).
 */
export const contents = defineTable({
  name: 'contents',
  partition: { ledger: 'u32' },
  clustering: { position: 'u32' },
  values: { block: 'bytes' },
});

/**
 * Where a transaction is, by the first 8 bytes of its id. Ids that share them are told apart by the transaction
 * itself, whose id is its hash: storing the other 24 bytes would say nothing new.
 */
export const transactionHashes = defineTable({
  name: 'transaction_hashes',
  partition: { prefix: 'hash64' },
  clustering: { ledger: 'u32', index: 'u16' },
  values: {},
});
