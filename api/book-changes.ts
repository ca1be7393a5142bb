import type { StoredTransaction } from '../store/read/reader';
import { amountText, compareAmounts, type Amount } from '../xrpl/amount';
import { addAmounts, divideAmounts, negateAmount, subtractAmounts } from '../xrpl/amount-arithmetic';
import { readAmount, readAsset } from '../xrpl/amount-binary';
import { encodeAccountId } from '../xrpl/base58';
import { fieldOf, findField, type ByteRange } from '../xrpl/codec/walk';
import { currencyText, RIPPLED_CODE } from '../xrpl/currency';
import { affectedNodes, CreatedNode, DeletedNode, type AffectedNode } from '../xrpl/transaction/affected-nodes';
import { transactionType } from '../xrpl/transaction/transaction-type';
import type { JsonObject } from './json';

const OFFER = 0x6f;
const offerCreate = 7;
const offerCancel = 8;
const TakerGets = fieldOf('TakerGets');
const TakerPays = fieldOf('TakerPays');
const Sequence = fieldOf('Sequence');
const OfferSequence = fieldOf('OfferSequence');
const DomainID = fieldOf('DomainID');

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

  /** @throws CodecError when the metadata is malformed. */
  add(transaction: Buffer, metadata: Buffer): void {
    const cancelled = cancelledOffer(transaction);
    for (const node of affectedNodes(metadata)) {
      if (node.entryType === OFFER && node.kind !== CreatedNode) this.addOffer(metadata, node, cancelled);
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

  private addOffer(bytes: Buffer, { kind, fields, previous }: AffectedNode, cancelled: number | undefined): void {
    // Without what it had before, an offer was removed, not taken.
    if (!fields || !previous) return;
    const gets = side(bytes, TakerGets, fields, previous);
    const pays = side(bytes, TakerPays, fields, previous);
    if (!gets || !pays) return;
    if (kind === DeletedNode && cancelled !== undefined && uint32(bytes, Sequence, fields) === cancelled) return;
    const domain = findField(bytes, DomainID, fields.start, fields.end);
    const domainId = domain && bytes.toString('hex', domain.start, domain.end).toUpperCase();
    const getsFirst = gets.name === XRP_NAME || (pays.name !== XRP_NAME && gets.name < pays.name);
    if (getsFirst) this.addTrade(gets, pays, domainId);
    else this.addTrade(pays, gets, domainId);
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

/** The sequence of the offer that a transaction names to be cancelled. */
function cancelledOffer(transaction: Buffer): number | undefined {
  const type = transactionType(transaction);
  if (type !== offerCancel && type !== offerCreate) return undefined;
  return uint32(transaction, OfferSequence, { start: 0, end: transaction.length });
}

function side(bytes: Buffer, field: number, now: ByteRange, before: ByteRange): Side | undefined {
  const after = findField(bytes, field, now.start, now.end);
  const previous = findField(bytes, field, before.start, before.end);
  if (!after || !previous) return undefined;
  const change = subtractAmounts(readAmount(bytes, after.start), readAmount(bytes, previous.start));
  return { name: assetName(bytes, after.start), change };
}

function assetName(bytes: Buffer, at: number): string {
  const asset = readAsset(bytes, at);
  if ('mptId' in asset) return Buffer.from(asset.mptId).toString('hex').toUpperCase();
  if (readAmount(bytes, at).kind === 'xrp') return XRP_NAME;
  return `${encodeAccountId(asset.issuer)}/${currencyText(asset.currency, 0, RIPPLED_CODE)}`;
}

function uint32(bytes: Buffer, field: number, { start, end }: ByteRange): number | undefined {
  const found = findField(bytes, field, start, end);
  return found && bytes.readUInt32BE(found.start);
}
