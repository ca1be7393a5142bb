import { accountRoot } from '../../xrpl/keylets/account';
import type { Context } from '../context';
import { reversed } from '../fields/book';
import type { Params } from '../fields/field';
import { subscribeFields, topicsOf, type BookSubscription } from '../fields/subscription';
import type { JsonObject, RawJson } from '../json';
import { defineMethod } from '../method';
import { bookOffers } from '../order-book/book-offers';
import type { Book } from '../order-book/taker-asset';
import { invalidParams, RpcError } from '../rpc-error';
import { ledgerState } from '../streams/ledger-messages';
import { nodeOnly, refuseWithoutNode, type StreamName } from '../streams/streams';

/** Books that one request may have with the offers that are there. */
const mostSnapshots = 100;
/** Offers of each direction of a book. */
const snapshotLimit = 200;

export const subscribe = defineMethod({
  summary: 'Messages about what happens from now on, over WebSocket.',
  example: { streams: ['ledger'] },
  errors: ['noPermission', 'noEvents', 'actMalformed', 'malformedStream', 'notSupported'],
  fields: subscribeFields,
  neverForwarded: true,
  run: (params, context) => subscribeTo(params, context, snapshotLimit),
});

/** @param limit offers of each direction of a book that are answered at most */
export async function subscribeTo(
  params: Params<typeof subscribeFields>,
  context: Context,
  limit: number,
): Promise<JsonObject> {
  const { subscriber, reader, newest, apiVersion } = context;
  if (!subscriber) throw new RpcError('noEvents');
  const { books = [] } = params;
  if (books.filter(({ snapshot }) => snapshot).length > mostSnapshots) throw invalidParams('Too many books at once.');
  const introduction = await introductionOf(params.streams ?? [], context);
  for (;;) {
    const position = subscriber.position(newest.ledgerIndex);
    const answer = {
      ...introduction,
      ...(params.streams?.includes('ledger') && (await newestTold(position, context))),
      ...(await snapshots(books, { ledgerIndex: position, limit }, context)),
    };
    const { account_history_tx_stream: history } = params;
    const exists = history && (await reader.object(accountRoot(history.account), position)) !== undefined;
    // The answer is about one ledger and the messages begin with the next: if that went out meanwhile, once more.
    if (subscriber.position(position) !== position) continue;
    if (!subscriber.subscribe(topicsOf(params), position, apiVersion)) throw invalidParams('Too many subscriptions.');
    if (history && !subscriber.followHistory(history.account, position, exists!)) throw invalidParams();
    return answer;
  }
}

/**
 * What a node says about itself to who subscribes to `server`.
 * @throws RpcError notSupported when no node is configured that has such a stream
 * @throws NodeError when none is there now, and nothing would come
 */
async function introductionOf(streams: readonly StreamName[], { nodes }: Context): Promise<JsonObject> {
  refuseWithoutNode(streams, nodes);
  if (!nodes || !streams.some((name) => nodeOnly.has(name))) return {};
  if (streams.includes('server')) return (await nodes.streams.introduction('server')) as JsonObject;
  nodes.streams.requireNode();
  return {};
}

async function newestTold(ledgerIndex: number, { reader, range }: Context): Promise<JsonObject> {
  const ledger = await reader.ledger(ledgerIndex);
  if (!ledger) throw new Error(`ledger ${ledgerIndex} is visible but not in the tables`);
  return ledgerState(ledger, range, reader);
}

/** The offers of the books that were asked for with `snapshot`; those of both directions as `bids` and `asks`. */
async function snapshots(
  books: readonly BookSubscription[],
  of: { readonly ledgerIndex: number; readonly limit: number },
  { reader }: Context,
): Promise<JsonObject> {
  const found: Record<'offers' | 'bids' | 'asks', RawJson[]> = { offers: [], bids: [], asks: [] };
  const wanted = books.filter(({ snapshot }) => snapshot);
  for (const { book, both, taker } of wanted) {
    const offers = (side: Book) => bookOffers(side, { ...of, taker }, { reader });
    found[both ? 'bids' : 'offers'].push(...(await offers(book)));
    if (both) found.asks.push(...(await offers(reversed(book))));
  }
  const bothWays = wanted.some(({ both }) => both);
  const oneWay = wanted.some(({ both }) => !both);
  return { ...(bothWays && { asks: found.asks, bids: found.bids }), ...(oneWay && { offers: found.offers }) };
}
