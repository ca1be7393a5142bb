import { amountText, compareAmounts, zero, type Amount } from '../../xrpl/amount';
import { multiplyAmounts, subtractAmounts } from '../../xrpl/amount-arithmetic';
import { encodeAccountId } from '../../xrpl/base58';
import { bookBase, bookEnd, qualityOf } from '../../xrpl/keylets/book';
import { decodeQuality } from '../../xrpl/quality';
import { divideByRate, multiplyByRate, PARITY } from '../../xrpl/transfer-rate';
import { fieldsShown } from '../codec';
import type { Reading } from '../context';
import { directoryPages } from '../directory';
import { accountId, amountOf, Holdings, type AmountJson } from '../holdings';
import type { RawJson } from '../json';
import { objectJson } from '../object-json';
import type { Book } from './taker-asset';

/** Directories of a book looked up at a time: each holds the offers of one quality. */
const directoriesAtOnce = 16;
const offerOf = fieldsShown(['Account', 'TakerGets', 'TakerPays']);

export interface BookQuery {
  readonly ledgerIndex: number;
  /** How many offers. */
  readonly limit: number;
  /** AccountID of who would take them, if known. */
  readonly taker?: Buffer | undefined;
}

interface Listed {
  readonly key: Buffer;
  /** Of the directory that lists the offer. */
  readonly quality: Amount;
}

/**
 * The best offers of a book as `book_offers` and the snapshot of a subscription show them: with what their owners
 * have of what they offer, and how much of each offer that covers when the better ones are taken first.
 */
export async function bookOffers(
  book: Book,
  { ledgerIndex, limit, taker }: BookQuery,
  reading: Reading,
): Promise<RawJson[]> {
  const holdings = new Holdings(ledgerIndex, reading);
  const listed = await offersListed(book, ledgerIndex, limit, reading);
  const blobs = await reading.reader.objects(
    listed.map(({ key }) => key),
    ledgerIndex,
  );
  const { gets, pays } = book;
  const frozen = (await holdings.isGloballyFrozen(gets.issuer)) || (await holdings.isGloballyFrozen(pays.issuer));
  const rate = await holdings.transferRate(gets.issuer);
  const issuer = encodeAccountId(gets.issuer);
  const takerIsIssuer = taker?.equals(gets.issuer) === true;
  /** What is left to the owners seen so far. */
  const left = new Map<string, Amount>();
  const shown: RawJson[] = [];
  for (const [i, { key, quality }] of listed.entries()) {
    const blob = blobs[i]!;
    const offer = offerOf(blob) as { Account: string; TakerGets: AmountJson; TakerPays: AmountJson };
    const takerGets = amountOf(offer.TakerGets);
    const isIssuer = offer.Account === issuer;
    const known = left.get(offer.Account);
    let funds = known;
    if (isIssuer) funds = takerGets;
    else if (frozen) funds = zero(takerGets.kind);
    else if (!funds) {
      const held = await holdings.of(accountId(offer.Account), gets, 'as-zero');
      funds = held.mantissa < 0n ? zero(held.kind) : held;
    }
    // The issuer's fee comes on top of what the taker gets, unless it passes from the issuer or back to it.
    const fee = isIssuer || takerIsIssuer ? PARITY : rate;
    const covered = divideByRate(funds, fee);
    const isCovered = compareAmounts(covered, takerGets) >= 0;
    const gives = isCovered ? takerGets : covered;
    left.set(offer.Account, subtractAmounts(funds, lesser(funds, multiplyByRate(gives, fee))));
    shown.push(
      objectJson(key, blob).with({
        ...(!isCovered && fundedPart(offer, gives, quality)),
        owner_funds: known ? undefined : amountText(funds),
        quality: amountText(quality),
      }),
    );
  }
  return shown;
}

/** How much of an offer its owner's funds cover. */
function fundedPart(offer: { TakerGets: AmountJson; TakerPays: AmountJson }, gives: Amount, quality: Amount) {
  const takerPays = amountOf(offer.TakerPays);
  const asked = lesser(takerPays, multiplyAmounts(gives, quality, takerPays.kind));
  return {
    taker_gets_funded: withValue(offer.TakerGets, gives),
    taker_pays_funded: withValue(offer.TakerPays, asked),
  };
}

const lesser = (a: Amount, b: Amount): Amount => (compareAmounts(b, a) < 0 ? b : a);

function withValue(json: AmountJson, value: Amount): AmountJson {
  return typeof json === 'string' ? amountText(value) : { ...json, value: amountText(value) };
}

async function offersListed(book: Book, ledgerIndex: number, limit: number, { reader }: Reading): Promise<Listed[]> {
  const base = bookBase(book.pays, book.gets);
  const end = bookEnd(base);
  const listed: Listed[] = [];
  for (let after = base; ;) {
    const directories = await reader.keysAfter(after, ledgerIndex, directoriesAtOnce);
    for (const directory of directories) {
      if (directory.compare(end) >= 0) return listed;
      const quality = decodeQuality(qualityOf(directory));
      for await (const { keys } of directoryPages(directory, 0n, ledgerIndex, reader)) {
        for (const key of keys) if (listed.push({ key, quality }) === limit) return listed;
      }
    }
    if (directories.length < directoriesAtOnce) return listed;
    after = directories.at(-1)!;
  }
}
