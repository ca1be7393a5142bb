import { invalidParams } from '../rpc-error';
import type { Field } from './field';
import { hash256 } from './hash256';

/** Which ledger a request is about; nothing given means the newest validated one. */
export interface LedgerSelection {
  readonly ledger_hash: Buffer | undefined;
  /** A number that may be no ledger's; `validated` is the newest. */
  readonly ledger_index: number | 'validated' | undefined;
}

/** A string is read as far as it is a number, as Clio reads it. */
function ledgerIndex(): Field<number | 'validated'> {
  return {
    schema: { type: ['integer', 'string'], description: "A ledger's index, or 'validated'." },
    read(value) {
      if (value === 'validated') return value;
      if (typeof value === 'number' && Number.isInteger(value)) return value;
      const digits = typeof value === 'string' ? /^[0-9]+/.exec(value)?.[0] : undefined;
      if (digits === undefined || Number(digits) > 0xffffffff) throw invalidParams('ledgerIndexMalformed');
      return Number(digits);
    },
  };
}

/** The two ways to name a ledger. The hash decides where both are given. */
export const ledgerFields = {
  ledger_hash: hash256({ description: "A ledger's hash, 64 hexadecimal digits." }),
  ledger_index: ledgerIndex(),
};
