import { decodeAccountId } from '../../xrpl/base58';
import { address } from '../fields/address';
import { required, withError, type Field } from '../fields/field';
import { hash } from '../fields/hash';
import { uint32 } from '../fields/scalars';
import { invalidParams, RpcError } from '../rpc-error';
import { malformedRequest } from './target';

/** Members of the objects that name an entry, with the errors that the peers have for each. */

const error = (name: 'malformedAddress' | 'malformedOwner' | 'malformedDocumentID') => () => new RpcError(name);

/** A number of 32 bits. */
export const number = withError(uint32(), malformedRequest);
export const requiredNumber = required(number);

/** Required, and `malformedRequest` when missing, as in all selectors since oracles. */
export const needed = <T>(field: Field<T>) => required(field, malformedRequest);
export const neededNumber = needed(number);

export const owner = withError(required(address()), error('malformedOwner'));
export const neededOwner = withError(needed(address()), error('malformedOwner'));
export const neededAccount = withError(needed(address()), error('malformedAddress'));

/** A page of a directory: any whole number. */
export const pageNumber: Field<bigint> = {
  schema: { type: 'integer', minimum: 0 },
  read(value) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw malformedRequest();
    return BigInt(value);
  },
};

/** A number of 32 bits, also as text. */
export const documentId = withError(
  needed<number>({
    schema: { type: ['integer', 'string'], minimum: 0, maximum: 0xffffffff },
    read(value, name, apiVersion) {
      const digits = typeof value === 'string' && /^[0-9]{1,10}$/.test(value);
      return uint32().read(digits ? Number(value) : value, name, apiVersion);
    },
  }),
  error('malformedDocumentID'),
);

/** The two ends of a trust line: different texts, and both addresses. */
export const twoAccounts = required<readonly [Buffer, Buffer]>({
  schema: { type: 'array', description: 'Two classic addresses.' },
  read(value) {
    const [a, b] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
    if (typeof a !== 'string' || typeof b !== 'string' || a === b) throw invalidParams('malformedAccounts');
    const first = decodeAccountId(a);
    const second = decodeAccountId(b);
    if (!first || !second) throw new RpcError('malformedAddress', 'malformedAddresses');
    return [first, second];
  },
});

/** `MPTokenIssuanceID`. */
export const issuanceId = withError(hash(192, { description: 'The MPTokenIssuanceID.' }), malformedRequest);
