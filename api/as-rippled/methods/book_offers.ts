import { decodeAccountId } from '../../../xrpl/base58';
import { isXrp } from '../../../xrpl/currency';
import { readCurrency } from '../../currency-code';
import type { Issue } from '../../holdings';
import { bookOffers } from '../../order-book/book-offers';
import { isObject, type RequestObject } from '../../parse-json';
import { RpcError } from '../../rpc-error';
import type { ErrorName } from '../../../schemas/errors';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { expectedField, invalidField, limitOf, missingField } from '../request';

const sides = ['taker_pays', 'taker_gets'] as const;
type Side = (typeof sides)[number];

const errorsOf: Record<Side, { currency: ErrorName; issuer: ErrorName }> = {
  taker_pays: { currency: 'srcCurMalformed', issuer: 'srcIsrMalformed' },
  taker_gets: { currency: 'dstAmtMalformed', issuer: 'dstIsrMalformed' },
};
const bounds = { minimum: 0, default: 60, maximum: 100 };
const xrpAccount: Buffer = Buffer.alloc(20);
/** The account that stands for none (1). */
const noAccount = Buffer.alloc(20).fill(1, 19);

/** Each check is made of both sides before the next one. */
export const book_offers: Handler = async (request, context) => {
  const { ledger, about } = await lookUpLedger(request, context);
  for (const side of sides) if (!Object.hasOwn(request, side)) throw missingField(side);
  const members = both((side) => {
    const value = request[side];
    if (value !== null && !isObject(value)) throw expectedField(side, 'object');
    return value ?? {};
  });
  for (const side of sides) {
    const { currency } = members[side];
    if (currency === undefined) throw missingField(`${side}.currency`);
    if (typeof currency !== 'string') throw expectedField(`${side}.currency`, 'string');
  }
  const currencies = both((side) => currencyOf(side, members[side]['currency'] as string));
  const issues = both((side) => issueOf(side, members[side], currencies[side]));
  const taker = takerOf(request);
  const [pays, gets] = [issues.taker_pays, issues.taker_gets];
  if (pays.currency.equals(gets.currency) && pays.issuer.equals(gets.issuer)) throw new RpcError('badMarket');
  const limit = limitOf(request, bounds);
  const query = { ledgerIndex: ledger.ledgerIndex, limit, taker };
  const offers = limit === 0 ? [] : await bookOffers({ pays, gets }, query, context);
  return { ...about, offers };
};

const both = <T>(make: (side: Side) => T): Record<Side, T> => ({
  taker_pays: make('taker_pays'),
  taker_gets: make('taker_gets'),
});

function currencyOf(side: Side, text: string): Buffer {
  const currency = text === '' ? xrpAccount : readCurrency(text);
  if (!currency) throw new RpcError(errorsOf[side].currency, `Invalid field '${side}.currency', bad currency.`);
  return currency;
}

function issueOf(side: Side, members: RequestObject, currency: Buffer): Issue {
  const name = `${side}.issuer`;
  const refuse = (message: string): RpcError => new RpcError(errorsOf[side].issuer, message);
  let issuer: Buffer = xrpAccount;
  if (Object.hasOwn(members, 'issuer')) {
    const text = members['issuer'];
    if (typeof text !== 'string') throw expectedField(name, 'string');
    const decoded = decodeAccountId(text);
    if (!decoded) throw refuse(`Invalid field '${name}', bad issuer.`);
    if (decoded.equals(noAccount)) throw refuse(`Invalid field '${name}', bad issuer account one.`);
    issuer = decoded;
  }
  const [xrp, none] = [isXrp(currency, 0), issuer.equals(xrpAccount)];
  if (xrp && !none) throw refuse(`Unneeded field '${name}' for XRP currency specification.`);
  if (!xrp && none) throw refuse(`Invalid field '${name}', expected non-XRP issuer.`);
  return { currency, issuer };
}

function takerOf(request: RequestObject): Buffer | undefined {
  if (!Object.hasOwn(request, 'taker')) return undefined;
  const { taker } = request;
  if (typeof taker !== 'string') throw expectedField('taker', 'string');
  const account = decodeAccountId(taker);
  if (!account) throw invalidField('taker');
  return account;
}
