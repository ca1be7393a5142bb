import { bookOf, takerAsset, type Book } from '../order-book/taker-asset';
import type { ApiVersion } from '../call';
import { isObject, type RequestObject } from '../parse-json';
import { invalidParams } from '../rpc-error';

const sides = ['taker_pays', 'taker_gets'] as const;
const taker_pays = takerAsset('taker_pays');
const taker_gets = takerAsset('taker_gets');

/** One of the `books` of a subscription. @throws RpcError what Clio finds wrong first */
export function readBook(members: RequestObject, apiVersion: ApiVersion): Book {
  for (const name of sides) if (!Object.hasOwn(members, name)) throw invalidParams(`Missing field '${name}'`);
  for (const name of sides) if (!isObject(members[name])) throw invalidParams(`Field '${name}' is not an object`);
  // Here a missing currency is as wrong as one that is none.
  const side = (name: (typeof sides)[number]) => ({ currency: null, ...(members[name] as RequestObject) });
  return bookOf({
    taker_pays: taker_pays.read(side('taker_pays'), 'taker_pays', apiVersion),
    taker_gets: taker_gets.read(side('taker_gets'), 'taker_gets', apiVersion),
  });
}

/** The book of the offers that take the other book's. */
export const reversed = ({ pays, gets }: Book): Book => ({ pays: gets, gets: pays });
