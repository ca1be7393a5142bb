import type { ErrorName } from '../../schemas/errors';
import { decodeAccountId } from '../../xrpl/base58';
import { currencyBytes, isXrp } from '../../xrpl/currency';
import type { Asset } from '../../xrpl/keylets/asset';
import { isObject, type RequestObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';

/** An order book: what the takers of its offers pay and get. */
export interface Book {
  readonly pays: Asset;
  readonly gets: Asset;
}

/** The errors about one side of a book. */
interface Side {
  readonly name: 'taker_pays' | 'taker_gets';
  readonly currency: ErrorName;
  readonly issuer: ErrorName;
}

const paysSide: Side = { name: 'taker_pays', currency: 'srcCurMalformed', issuer: 'srcIsrMalformed' };
const getsSide: Side = { name: 'taker_gets', currency: 'dstAmtMalformed', issuer: 'dstIsrMalformed' };
const sides = [paysSide, getsSide];

/** Reads `taker_pays` and `taker_gets`. @throws RpcError what Clio finds wrong first */
export function readBook(members: RequestObject): Book {
  for (const { name } of sides) if (!Object.hasOwn(members, name)) throw invalidParams(`Missing field '${name}'`);
  for (const { name } of sides) if (!isObject(members[name])) throw invalidParams(`Field '${name}' is not an object`);
  const [pays, gets] = sides.map((side) => readCurrency(members[side.name] as RequestObject, side)) as [Buffer, Buffer];
  const book = {
    pays: { currency: pays, issuer: readIssuer(members['taker_pays'] as RequestObject, pays, paysSide) },
    gets: { currency: gets, issuer: readIssuer(members['taker_gets'] as RequestObject, gets, getsSide) },
  };
  if (pays.equals(gets) && book.pays.issuer.equals(book.gets.issuer)) throw new RpcError('badMarket', 'badMarket');
  return book;
}

/** The book of the offers that take the other book's. */
export const reversed = ({ pays, gets }: Book): Book => ({ pays: gets, gets: pays });

function readCurrency({ currency }: RequestObject, side: Side): Buffer {
  const bytes = typeof currency === 'string' ? currencyBytes(currency) : undefined;
  if (!bytes) throw new RpcError(side.currency);
  return bytes;
}

/** Zeros for XRP, which has none. */
function readIssuer(members: RequestObject, currency: Buffer, { name, issuer: error }: Side): Buffer {
  const { issuer } = members;
  let id: Buffer = Buffer.alloc(20);
  if (Object.hasOwn(members, 'issuer')) {
    if (typeof issuer !== 'string') {
      throw invalidParams(name === 'taker_pays' ? 'takerPaysIssuerNotString' : 'takerGetsIssuerNotString');
    }
    const decoded = decodeAccountId(issuer);
    if (!decoded) throw new RpcError(error);
    id = decoded;
  }
  const xrp = isXrp(currency, 0);
  const none = isXrp(id, 0);
  if (xrp && !none) throw new RpcError(error, `Unneeded field '${name}.issuer' for XRP currency specification.`);
  if (!xrp && none) throw new RpcError(error, `Invalid field '${name}.issuer', expected non-XRP issuer.`);
  return id;
}
