import { transactionTypeCodes } from '../../xrpl/transaction/type-codes';
import { invalidParams } from '../rpc-error';
import type { Field } from './field';

/** Names that rippled's definitions have and no ledger ever holds; Clio knows none of them. */
const neverUsed = new Set(['NickNameSet', 'Contract', 'SpinalTap']);
const names = [...transactionTypeCodes.keys()].filter((name) => !neverUsed.has(name));
const codes = new Map(names.map((name) => [name.toLowerCase(), transactionTypeCodes.get(name)!]));

/** A transaction type's name in any case; the method gets its code. */
export function transactionType(description = 'Only transactions of this type, in any case.'): Field<number> {
  return {
    schema: { type: 'string', enum: names, description },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams();
      const code = codes.get(value.toLowerCase());
      if (code === undefined) throw invalidParams(`Invalid field '${name}'.`);
      return code;
    },
  };
}
