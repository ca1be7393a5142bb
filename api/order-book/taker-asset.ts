import type { ErrorName } from '../../schemas/errors';
import { decodeAccountId } from '../../xrpl/base58';
import { isXrp } from '../../xrpl/currency';
import { readCurrency } from '../currency-code';
import type { Field } from '../fields/field';
import type { Issue } from '../holdings';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';

/** What a request says of one side of a book; whether it makes sense is checked last. */
export interface TakerAsset {
  readonly currency: Buffer;
  readonly issuer: Buffer | undefined;
}

interface Names {
  readonly currency: ErrorName;
  readonly issuer: ErrorName;
}

const names: Record<'taker_gets' | 'taker_pays', Names> = {
  taker_gets: { currency: 'dstAmtMalformed', issuer: 'dstIsrMalformed' },
  taker_pays: { currency: 'srcCurMalformed', issuer: 'srcIsrMalformed' },
};
const zero = Buffer.alloc(20);
/** The account that stands for none (1). */
const noAccount = Buffer.alloc(20).fill(1, 19);

/** `{currency, issuer}`; XRP has no issuer. */
export function takerAsset(side: keyof typeof names): Field<TakerAsset> {
  return {
    schema: { type: 'object', description: 'A currency and its issuer; XRP has none.' },
    read(value) {
      if (!isObject(value)) throw invalidParams();
      if (!Object.hasOwn(value, 'currency')) throw invalidParams("Required field 'currency' missing");
      const currency = typeof value['currency'] === 'string' ? readCurrency(value['currency']) : undefined;
      if (!currency) throw new RpcError(names[side].currency);
      if (!Object.hasOwn(value, 'issuer')) return { currency, issuer: undefined };
      const issuer = typeof value['issuer'] === 'string' ? decodeAccountId(value['issuer']) : undefined;
      if (!issuer || issuer.equals(noAccount)) throw new RpcError(names[side].issuer);
      return { currency, issuer };
    },
  };
}

/** @throws RpcError when XRP has an issuer or another currency has none. */
function issueOf(side: keyof typeof names, { currency, issuer = zero }: TakerAsset): Issue {
  const xrp = isXrp(currency, 0);
  const none = issuer.equals(zero);
  const refuse = (message: string): RpcError => new RpcError(names[side].issuer, message);
  if (xrp && !none) throw refuse(`Unneeded field '${side}.issuer' for XRP currency specification.`);
  if (!xrp && none) throw refuse(`Invalid field '${side}.issuer', expected non-XRP issuer.`);
  return { currency, issuer };
}

export interface Book {
  /** What takers pay. */
  readonly pays: Issue;
  readonly gets: Issue;
}

/** @throws RpcError when the two sides make no book. */
export function bookOf(sides: { taker_pays: TakerAsset; taker_gets: TakerAsset }): Book {
  const pays = issueOf('taker_pays', sides.taker_pays);
  const gets = issueOf('taker_gets', sides.taker_gets);
  if (pays.currency.equals(gets.currency) && pays.issuer.equals(gets.issuer)) {
    throw new RpcError('badMarket', 'badMarket');
  }
  return { pays, gets };
}
