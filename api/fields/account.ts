import { decodeAccountId } from '../../xrpl/base58';
import { accountIdOf, parsePublicKey } from '../../xrpl/public-key';
import { invalidParams, RpcError } from '../rpc-error';
import type { Field, FieldSchema } from './field';

/** A classic address, or the public key of its master key; the method gets the AccountID's 20 bytes. */
export function account(schema: FieldSchema = {}): Field<Buffer> {
  return {
    schema: { type: 'string', description: 'A classic address, or the public key it is made from.', ...schema },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
      const decoded = decodeAccountId(value) ?? idOfKey(value);
      if (!decoded) throw new RpcError('actMalformed', `${name}Malformed`);
      return decoded;
    },
  };
}

function idOfKey(text: string): Buffer | undefined {
  const key = parsePublicKey(text);
  return key && accountIdOf(key);
}
