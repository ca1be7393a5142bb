import { decodeAccountId } from '../../xrpl/base58';
import { isXrp } from '../../xrpl/currency';
import { XRP } from '../../xrpl/keylets/asset';
import { readCurrency } from '../currency-code';
import type { Field } from '../fields/field';
import type { Issue } from '../holdings';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { needed } from './members';
import { malformedRequest } from './target';

const xrp: Issue = XRP as { currency: Buffer; issuer: Buffer };
/** The text `XRP` as a code, and the number 1: no issuer may use them. */
const neverIssued = ['0000000000000000000000005852500000000000', '0000000000000000000000000000000000000001'];

/** A currency's code, 40 hexadecimal digits, or `XRP`; the method gets the 20 bytes. */
export const currency: Field<Buffer> = {
  schema: { type: 'string', description: 'A currency: three characters or 40 hexadecimal digits.' },
  read(value, name) {
    if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
    if (value === '') throw invalidParams(`${name}IsEmpty`);
    const bytes = readCurrency(value);
    if (!bytes) throw new RpcError('malformedCurrency', 'malformedCurrency');
    return bytes;
  },
};

/** `{currency, issuer}`, without an issuer for XRP. */
export const asset = needed<Issue>({
  schema: { type: 'object', description: 'A currency and its issuer; XRP has none.' },
  read(value) {
    const issue = isObject(value) ? parseIssue(value['currency'], value['issuer']) : undefined;
    if (!issue) throw malformedRequest();
    return issue;
  },
});

/** `undefined` when they name no issue: XRP has no issuer, any other currency has one. */
export function parseIssue(code: unknown, by: unknown): Issue | undefined {
  const bytes = typeof code === 'string' ? readCurrency(code) : undefined;
  if (!bytes || neverIssued.includes(bytes.toString('hex'))) return undefined;
  if (isXrp(bytes, 0)) return by === undefined || by === null ? xrp : undefined;
  const issuer = typeof by === 'string' ? decodeAccountId(by) : undefined;
  return issuer && { currency: bytes, issuer };
}
