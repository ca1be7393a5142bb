import { defineTable } from '../table';

/** Ledgers an era: bounds the size of a busy account's partitions. 2^18 ledgers are about twelve days. */
export const eraBits = 18;
export const eraOf = (ledger: number): number => ledger >>> eraBits;

/**
 * Which transactions affected an account. The type is part of the row, and so is what else a history can be asked for
 * (`store/history-marks.ts`), so that a filter reads next to nothing that it drops.
 */
export const accountTransactions = defineTable({
  name: 'account_transactions',
  partition: { account: 'account', era: 'u16' },
  clustering: { ledger: 'u32', index: 'u16', type: 'u16', marks: 'bytes' },
  values: {},
});

/** The eras in which an account has transactions at all. */
export const accountEras = defineTable({
  name: 'account_eras',
  partition: { account: 'account' },
  clustering: { era: 'u16' },
  values: {},
});
