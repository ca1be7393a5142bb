import { FieldType, type FieldCode } from '../codec/field-type';
import { fieldOf, type ByteRange } from '../codec/walk';
import { MPT_ID_SIZE } from '../mpt';

/** An issued currency, as its 20 bytes and its issuer's 20, or an MPT, as the 24 bytes of its id. */
export type Token = Uint8Array;

const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');
/** Bytes of an amount of an issued currency (value, currency, issuer) and of one of an MPT; XRP's have 8. */
const amountSize = { issued: 48, mpt: 33 };
/** Bytes of an issue of an issued currency (currency, issuer) and of one of an MPT; XRP's have 20. */
const issueSize = { issued: 40, mpt: 44 };

/** The token that a field of a transaction names; `undefined` for XRP, and for fields of other kinds. */
export function tokenIn(bytes: Uint8Array, code: FieldCode, { start, end }: ByteRange): Token | undefined {
  const size = end - start;
  switch (code >> 8) {
    case FieldType.Amount:
      if (size === amountSize.issued) return bytes.subarray(start + 8, end);
      return size === amountSize.mpt ? bytes.subarray(end - MPT_ID_SIZE, end) : undefined;
    case FieldType.Issue:
      if (size === issueSize.issued) return bytes.subarray(start, end);
      return size === issueSize.mpt ? idOfIssue(bytes, start) : undefined;
    default:
      return code === MPTokenIssuanceID ? bytes.subarray(start, end) : undefined;
  }
}

/** An issue of an MPT has the issuer first, and the sequence last and little-endian. */
function idOfIssue(bytes: Uint8Array, start: number): Buffer {
  const sequence = Buffer.from(bytes.subarray(start + 40, start + issueSize.mpt)).reverse();
  return Buffer.concat([sequence, bytes.subarray(start, start + 20)]);
}
