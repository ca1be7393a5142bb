import { defineTable } from '../table';

/** Transactions and metadata of a ledger, several to a compressed block; `index` is that of the block's first. */
export const transactions = defineTable({
  name: 'transactions',
  partition: { ledger: 'u32' },
  clustering: { index: 'u16' },
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
