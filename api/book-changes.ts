import type { StoredTransaction } from '../store/read/reader';
import { amountText, compareAmounts, type Amount } from '../xrpl/amount';
import { addAmounts, divideAmounts, negateAmount } from '../xrpl/amount-arithmetic';
import { encodeAccountId } from '../xrpl/base58';
import { currencyText, RIPPLED_CODE } from '../xrpl/currency';
import type { Asset } from '../xrpl/keylets/asset';
import { offerFills, type OfferSide } from '../xrpl/transaction/offer-fills';
import type { JsonObject } from './json';

/** Drops where other assets are `ISSUER/CURRENCY`. */
const XRP_NAME = 'XRP_drops';

/** What was traded between two assets; rates are of `a` for one `b`. */
interface Trade {
  readonly a: string;
  readonly b: string;
  volumeA: Amount;
  volumeB: Amount;
  high: Amount;
  low: Amount;
  readonly open: Amount;
  close: Amount;
  domain: string | undefined;
}

/** The changes of transactions in this order, which decides what counts as the first and the last trade. */
export function bookChangesOf(transactions: readonly StoredTransaction[]): JsonObject[] {
  const changes = new BookChanges();
  for (const { transaction, metadata } of transactions) changes.add(transaction, metadata);
  return changes.toJson();
}

interface Side {
  readonly name: string;
  /** What the offer has afterwards, less what it had. */
  readonly change: Amount;
}

/**
 * Sums up how offers were taken, transaction by transaction: the `changes` of `book_changes` and of the stream of
 * that name. Offers that were placed or cancelled don't count.
 */
export class BookChanges {
  private readonly trades = new Map<string, Trade>();

  /** @throws CodecError when transaction or metadata is malformed. */
  add(transaction: Buffer, metadata: Buffer): void {
    for (const fill of offerFills(transaction, metadata)) {
      const gets = side(fill.gets);
      const pays = side(fill.pays);
      const domain = fill.domain && Buffer.from(fill.domain).toString('hex').toUpperCase();
      const getsFirst = gets.name === XRP_NAME || (pays.name !== XRP_NAME && gets.name < pays.name);
      if (getsFirst) this.addTrade(gets, pays, domain);
      else this.addTrade(pays, gets, domain);
    }
  }

  /** One for each pair of assets, XRP first, then by their names. */
  toJson(): JsonObject[] {
    const sorted = [...this.trades].sort(([x], [y]) => (x < y ? -1 : 1));
    return sorted.map(([, trade]) => ({
      currency_a: trade.a,
      currency_b: trade.b,
      volume_a: amountText(trade.volumeA),
      volume_b: amountText(trade.volumeB),
      high: amountText(trade.high),
      low: amountText(trade.low),
      open: amountText(trade.open),
      close: amountText(trade.close),
      domain: trade.domain,
    }));
  }

  private addTrade(a: Side, b: Side, domain: string | undefined): void {
    if (b.change.mantissa === 0n) return;
    const rate = divideAmounts(a.change, b.change, 'issued');
    const [volumeA, volumeB] = [size(a.change), size(b.change)];
    const key = `${a.name}|${b.name}`;
    const trade = this.trades.get(key);
    if (!trade) {
      const rates = { high: rate, low: rate, open: rate, close: rate };
      this.trades.set(key, { a: a.name, b: b.name, volumeA, volumeB, ...rates, domain });
      return;
    }
    trade.volumeA = addAmounts(trade.volumeA, volumeA);
    trade.volumeB = addAmounts(trade.volumeB, volumeB);
    if (compareAmounts(trade.high, rate) < 0) trade.high = rate;
    if (compareAmounts(trade.low, rate) > 0) trade.low = rate;
    trade.close = rate;
    trade.domain = domain;
  }
}

const size = (amount: Amount): Amount => (amount.mantissa < 0n ? negateAmount(amount) : amount);

const side = ({ asset, change }: OfferSide): Side => ({ name: assetName(asset, change), change });

function assetName(asset: Asset, { kind }: Amount): string {
  if ('mptId' in asset) return Buffer.from(asset.mptId).toString('hex').toUpperCase();
  if (kind === 'xrp') return XRP_NAME;
  return `${encodeAccountId(asset.issuer)}/${currencyText(asset.currency, 0, RIPPLED_CODE)}`;
}
