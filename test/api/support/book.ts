import { parseAmount } from '../../../xrpl/amount';
import { currencyBytes } from '../../../xrpl/currency';
import { XRP } from '../../../xrpl/keylets/asset';
import { bookBase, bookDirectory } from '../../../xrpl/keylets/book';
import { offer } from '../../../xrpl/keylets/sequenced';
import { encodeQuality } from '../../../xrpl/quality';
import { hex, last, type Chain } from './chain';
import { blob, id, stranger } from './owner';

export const issuer = stranger(1);
export const usd = (value: string) => ({ currency: 'USD', issuer, value });

export interface BookOffer {
  maker: string;
  sequence: number;
  /** USD that the taker gets. */
  gets: string;
  /** Drops that the taker pays. */
  pays: string;
}

/** The book in which USD is bought for XRP. */
export function addBook(chain: Chain, offers: readonly BookOffer[]): void {
  const base = bookBase(XRP, { currency: currencyBytes('USD')!, issuer: id(issuer) });
  const directories = new Map<string, string[]>();
  for (const { maker, sequence, gets, pays } of offers) {
    const directory = hex(bookDirectory(base, encodeQuality(parseAmount('xrp', pays), parseAmount('issued', gets))));
    const key = offer(id(maker), sequence);
    directories.set(directory, [...(directories.get(directory) ?? []), hex(key)]);
    const kept = { Account: maker, Sequence: sequence, BookDirectory: directory, BookNode: '0', OwnerNode: '0' };
    const before = { PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
    const json = { LedgerEntryType: 'Offer', Flags: 0, TakerGets: usd(gets), TakerPays: pays, ...kept, ...before };
    chain.reader.change(last, key, blob(json));
  }
  for (const [RootIndex, Indexes] of directories) {
    const json = { LedgerEntryType: 'DirectoryNode', Flags: 0, RootIndex, Indexes };
    chain.reader.change(last, Buffer.from(RootIndex, 'hex'), blob(json));
  }
}
