import { say } from '../sentence';
import type { Explain } from '../happening';

// What the validators decide together; nobody sends these.

export const enableAmendment: Explain = (h) => {
  const flags = Number(h.tx.Flags ?? 0);
  const what =
    (flags & 0x10000) !== 0
      ? 'has the majority of validators, and is enabled in two weeks if it keeps it'
      : (flags & 0x20000) !== 0
        ? 'lost the majority of validators'
        : 'is enabled: its rules hold from the next ledger on';
  return { summary: say`The amendment ${{ object: h.text('Amendment') }} ${what}`, details: [] };
};

export const setFee: Explain = (h) => {
  // Since the amendment XRPFees they are told in drops; before, the base fee was hexadecimal.
  const base = h.has('BaseFeeDrops') ? h.text('BaseFeeDrops') : String(BigInt(`0x${h.text('BaseFee')}`));
  const reserve = h.text(h.has('ReserveBaseDrops') ? 'ReserveBaseDrops' : 'ReserveBase');
  const increment = h.text(h.has('ReserveIncrementDrops') ? 'ReserveIncrementDrops' : 'ReserveIncrement');
  return {
    summary: say`The validators agreed on new fees: ${{ amount: base }} for a transaction`,
    details: [say`An account must keep ${{ amount: reserve }}, and ${{ amount: increment }} for each object it owns.`],
  };
};

export const unlModify: Explain = (h) => ({
  summary: say`The validators ${h.number('UNLModifyDisabling') === 1 ? 'no longer count' : 'count again'} one of them that was silent`,
  details: [],
});

export const ledgerStateFix: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('mended', 'mend')} an object of the ledger`,
  details: [],
});

export const batch: Explain = (h) => {
  const inner = (h.tx['RawTransactions'] ?? []) as unknown[];
  return { summary: say`${h.sender} ${h.did('sent', 'send')} ${inner.length} transactions as one`, details: [] };
};
