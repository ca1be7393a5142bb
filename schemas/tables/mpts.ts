import { defineTable } from '../table';

/** Who has ever held an MPT. What they hold at ledger N, if anything, is in the state of ledger N. */
export const mptHolders = defineTable({
  name: 'mpt_holders',
  partition: { issuance: 'hash192' },
  clustering: { holder: 'account' },
  values: {},
});

/**
 * The transactions that an MPT's history shows, by the accounts they affected. The issuer, who is part of the
 * issuance's id, has a row for each: those with `affected` 0 it is not affected by. So its rows are the whole history.
 */
export const mptTransactions = defineTable({
  name: 'mpt_transactions',
  partition: { issuance: 'hash192', account: 'account', era: 'u16' },
  clustering: { ledger: 'u32', index: 'u16' },
  values: { type: 'u16', affected: 'u8' },
});

/** The eras in which `mpt_transactions` has rows at all. */
export const mptEras = defineTable({
  name: 'mpt_eras',
  partition: { issuance: 'hash192', account: 'account' },
  clustering: { era: 'u16' },
  values: {},
});
