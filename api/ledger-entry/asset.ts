import { decodeAccountId } from '../../xrpl/base58';
import { isCurrencyCode, isXrp, RIPPLED_CODE } from '../../xrpl/currency';
import { XRP } from '../../xrpl/keylets/asset';
import type { Field } from '../fields/field';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { needed } from './members';
import { malformedRequest } from './target';

/** An issued currency, or XRP with zeros for both. */
export interface Issue {
  readonly currency: Buffer;
  readonly issuer: Buffer;
}

const xrp: Issue = XRP as { currency: Buffer; issuer: Buffer };
/** The text `XRP` as a code, and the number 1: no issuer may use them. */
const neverIssued = ['0000000000000000000000005852500000000000', '0000000000000000000000000000000000000001'];

/** A currency's code, 40 hexadecimal digits, or `XRP`; the method gets the 20 bytes. */
export const currency: Field<Buffer> = {
  schema: { type: 'string', description: 'A currency: three characters or 40 hexadecimal digits.' },
  read(value, name) {
    if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
    if (value === '') throw invalidParams(`${name}IsEmpty`);
    const bytes = bytesOf(value);
    if (!bytes) throw new RpcError('malformedCurrency', 'malformedCurrency');
    return bytes;
  },
};

/** As rippled reads it, which takes more characters than it shows. */
function bytesOf(text: string): Buffer | undefined {
  if (/^[0-9A-Fa-f]{40}$/.test(text)) return Buffer.from(text, 'hex');
  const bytes = Buffer.alloc(20);
  if (text === 'XRP') return bytes;
  if (!/^[!-~]{3}$/.test(text)) return undefined;
  bytes.write(text, 12, 'latin1');
  return isCurrencyCode(bytes, 0, RIPPLED_CODE) ? bytes : undefined;
}

/** `{currency, issuer}`, without an issuer for XRP. */
export const asset = needed<Issue>({
  schema: { type: 'object', description: 'A currency and its issuer; XRP has none.' },
  read(value) {
    const issue = isObject(value) ? parseIssue(value['currency'], value['issuer']) : undefined;
    if (!issue) throw malformedRequest();
    return issue;
  },
});

function parseIssue(code: unknown, by: unknown): Issue | undefined {
  const bytes = typeof code === 'string' ? bytesOf(code) : undefined;
  if (!bytes || neverIssued.includes(bytes.toString('hex'))) return undefined;
  if (isXrp(bytes, 0)) return by === undefined || by === null ? xrp : undefined;
  const issuer = typeof by === 'string' ? decodeAccountId(by) : undefined;
  return issuer && { currency: bytes, issuer };
}
