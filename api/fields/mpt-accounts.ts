import { decodeAccountId } from '../../xrpl/base58';
import { invalidParams } from '../rpc-error';
import type { Field } from './field';

const most = 100;

/** Classic addresses, at most 100 (C#3180); the method gets each AccountID once. */
export function mptAccounts(): Field<Buffer[]> {
  return {
    schema: { type: 'array', description: `Only what these accounts hold, at most ${most}, on one page.` },
    read(value, name) {
      if (!Array.isArray(value)) throw invalidParams(`${name}NotArray`);
      if (value.length === 0 || value.length > most) throw invalidParams(`${name}Malformed`);
      const accounts = new Map<string, Buffer>();
      for (const each of value as unknown[]) {
        if (typeof each !== 'string') throw invalidParams(`${name}ItemNotString`);
        const account = decodeAccountId(each);
        if (!account) throw invalidParams(`${name}ItemMalformed`);
        accounts.set(each, account);
      }
      return [...accounts.values()];
    },
  };
}
