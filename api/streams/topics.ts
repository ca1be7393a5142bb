import { readAsset } from '../../xrpl/amount-binary';
import type { Asset } from '../../xrpl/keylets/asset';
import type { StreamName } from './streams';

/** What one can subscribe to, as the key under which its subscribers are found. */
export type Topic = StreamName | `account:${string}` | `proposed:${string}` | `book:${string}` | `history:${string}`;

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** @param account AccountID, 20 bytes */
export const accountTopic = (account: Uint8Array): Topic => `account:${latin1(account)}`;
export const proposedTopic = (account: Uint8Array): Topic => `proposed:${latin1(account)}`;

export const historyTopic = (account: Uint8Array): Topic => `history:${latin1(account)}`;

/** The book of offers whose takers pay the one and get the other. */
export function bookTopic(pays: Asset, gets: Asset, domain?: Uint8Array): Topic {
  return `book:${assetKey(pays)}${assetKey(gets)}${domain ? latin1(domain) : ''}`;
}

/** @param pays offset of the TakerPays amount in `bytes`; @param gets that of TakerGets */
export function bookTopicAt(bytes: Uint8Array, pays: number, gets: number, domain?: Uint8Array): Topic {
  return bookTopic(readAsset(bytes, pays), readAsset(bytes, gets), domain);
}

// An id of 24 bytes and a currency with its issuer, 40 bytes, can't be taken for one another.
const assetKey = (asset: Asset): string =>
  'mptId' in asset ? latin1(asset.mptId) : latin1(asset.currency) + latin1(asset.issuer);
