import { decodeAccountId } from '../../xrpl/base58';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { peerStatus, streamNames, type StreamName } from '../streams/streams';
import { accountTopic, bookTopic, proposedTopic, type Topic } from '../streams/topics';
import { account } from './account';
import type { Book } from '../order-book/taker-asset';
import { accountHistory } from './account-history';
import { readBook, reversed } from './book';
import { deprecated, type Field, type Params } from './field';
import { anything } from './scalars';

export interface BookSubscription {
  readonly book: Book;
  /** The offers that take this book's, too. */
  readonly both: boolean;
  /** Whether to answer the offers that are there. */
  readonly snapshot: boolean;
  /** AccountID of who would take them. */
  readonly taker: Buffer | undefined;
}

function streams(): Field<StreamName[]> {
  return {
    schema: { type: 'array', items: { type: 'string', enum: [...streamNames] }, description: 'Names of streams.' },
    read(value) {
      if (!Array.isArray(value)) throw invalidParams('streamsNotArray');
      return value.map((name: unknown) => {
        if (typeof name !== 'string') throw invalidParams('streamNotString');
        if (name === peerStatus) throw new RpcError('notSupported');
        if (!streamNames.has(name)) throw new RpcError('malformedStream');
        return name as StreamName;
      });
    },
  };
}

function accounts(description: string): Field<Buffer[]> {
  const item = account();
  return {
    schema: { type: 'array', description },
    read(value, name, apiVersion) {
      if (!Array.isArray(value)) throw invalidParams(`${name}NotArray`);
      if (value.length === 0) throw new RpcError('actMalformed', `${name} malformed.`);
      return value.map((each: unknown) => item.read(each, `${name}'sItem`, apiVersion));
    },
  };
}

/** @param wholly whether what only a snapshot needs is checked, too */
function books(wholly: boolean): Field<BookSubscription[]> {
  return {
    schema: { type: 'array', description: 'Order books: `taker_pays` and `taker_gets`; `both` for both directions.' },
    read(value, name, apiVersion) {
      if (!Array.isArray(value)) throw invalidParams(`${name}NotArray`);
      return value.map((each: unknown) => {
        if (!isObject(each)) throw invalidParams(`${name}ItemNotObject`);
        const { both = false, snapshot = false, taker } = each;
        if (typeof both !== 'boolean') throw invalidParams('bothNotBool');
        if (wholly && typeof snapshot !== 'boolean') throw invalidParams('snapshotNotBool');
        const takerId = typeof taker === 'string' ? decodeAccountId(taker) : undefined;
        if (wholly && taker !== undefined && !takerId) throw new RpcError('badIssuer');
        return { book: readBook(each, apiVersion), both, snapshot: snapshot === true, taker: takerId };
      });
    },
  };
}

const fields = (wholly: boolean) => ({
  streams: streams(),
  accounts: accounts('Accounts whose validated transactions are told.'),
  accounts_proposed: accounts('Accounts whose transactions are told as soon as a node hears of them, too.'),
  account_history_tx_stream: accountHistory(
    'An account whose whole history is told, newest first, and what is yet to come.',
  ),
  books: books(wholly),
  user: deprecated(anything({ description: 'Not looked at.' })),
  password: deprecated(anything({ description: 'Not looked at.' })),
  rt_accounts: deprecated(anything({ description: 'Not looked at.' })),
});

export const subscribeFields = fields(true);
export const unsubscribeFields = fields(false);

/** What a request names. */
export function topicsOf(params: Params<typeof subscribeFields>): Topic[] {
  const { streams = [], accounts = [], accounts_proposed: proposed = [], books = [] } = params;
  const bookTopics = books.flatMap(({ book, both }) => (both ? [book, reversed(book)] : [book]));
  return [
    ...streams,
    ...accounts.map(accountTopic),
    ...proposed.map(proposedTopic),
    ...bookTopics.map(({ pays, gets }) => bookTopic(pays, gets)),
  ];
}
