import { encodeAccountId } from '../../../xrpl/base58';
import { findField } from '../../../xrpl/codec/walk';
import { nftokenPageMax, nftokenPageMin } from '../../../xrpl/keylets/nftoken';
import type { Context } from '../../context';
import type { JsonObject } from '../../json';
import { tokensJson } from '../../methods/account_nfts';
import { RpcError } from '../../rpc-error';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { requireRoot } from '../owned';
import { addressOf, expectedField, hash256Of, invalidField, limitOf, textOf } from '../request';

const bounds = { minimum: 20, default: 100, maximum: 400 };
/** Tokens are ordered by the last 12 bytes of their ids, then by all of it. */
const orderedFrom = 20;

/** rippled counts tokens, in ascending order, and its markers name the last one answered. */
export const account_nfts: Handler = async (request, context) => {
  const account = addressOf(textOf(request, 'account'), () => new RpcError('actMalformed'));
  const { ledger, about } = await lookUpLedger(request, context);
  await requireRoot(account, ledger.ledgerIndex, context);
  const limit = limitOf(request, bounds);
  const marker = markerOf(request['marker'], Object.hasOwn(request, 'marker'));
  const tokens: JsonObject[] = [];
  let begun = !marker;
  for await (const page of pagesFrom(account, marker, ledger.ledgerIndex, context)) {
    for (const token of tokensJson(page)) {
      if (!begun) {
        const order = compare(Buffer.from(token['NFTokenID'] as string, 'hex'), marker!);
        if (order > 0) throw invalidField('marker');
        begun = order === 0;
        continue;
      }
      tokens.push(token);
      if (tokens.length === limit) return { ...about, account_nfts: tokens, limit, marker: token['NFTokenID'] };
    }
  }
  if (!begun) throw invalidField('marker');
  return { ...about, account: encodeAccountId(account), account_nfts: tokens };
};

function compare(a: Buffer, b: Buffer): number {
  return a.subarray(orderedFrom).compare(b.subarray(orderedFrom)) || a.compare(b);
}

function markerOf(value: unknown, isThere: boolean): Buffer | undefined {
  if (!isThere) return undefined;
  if (typeof value !== 'string') throw expectedField('marker', 'string');
  const marker = hash256Of(value);
  if (!marker) throw invalidField('marker');
  return marker;
}

async function* pagesFrom(account: Buffer, marker: Buffer | undefined, ledgerIndex: number, { reader }: Context) {
  const before = nftokenPageMin(account);
  if (marker) marker.copy(before, orderedFrom, orderedFrom);
  const last = nftokenPageMax(account);
  const [first] = await reader.objectsAfter(before, ledgerIndex, 1);
  if (!first || first.key.compare(last) > 0) return;
  let page: Buffer | undefined = first.blob;
  while (page) {
    yield page;
    const next = findField(page, 'NextPageMin');
    page = next && (await reader.object(page.subarray(next.start, next.end), ledgerIndex));
  }
}
