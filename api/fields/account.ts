import { decodeAccountId } from '../../xrpl/base58';
import { invalidParams, RpcError } from '../rpc-error';
import type { Field, FieldSchema } from './field';

/** A classic address; the method gets the AccountID's 20 bytes. */
export function account(schema: FieldSchema = {}): Field<Buffer> {
  return {
    schema: { type: 'string', description: 'A classic address.', ...schema },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
      const decoded = decodeAccountId(value);
      if (!decoded) throw new RpcError('actMalformed', `${name}Malformed`);
      return decoded;
    },
  };
}
