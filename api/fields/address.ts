import { decodeAccountId } from '../../xrpl/base58';
import { invalidParams, RpcError } from '../rpc-error';
import type { Field, FieldSchema } from './field';

const zero = Buffer.alloc(20);

/** A classic address, and no public key, nor the address of account zero; the method gets the AccountID's 20 bytes. */
export function address(schema: FieldSchema = {}): Field<Buffer> {
  return {
    schema: { type: 'string', description: 'A classic address.', ...schema },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
      const decoded = decodeAccountId(value);
      if (!decoded || decoded.equals(zero)) throw new RpcError('malformedAddress');
      return decoded;
    },
  };
}
