import { exchangesTopic } from '../../../consumers/fan-out/exchanges';
import type { TopicRecord } from '../../../consumers/fan-out/topic';
import { amountText, compareAmounts, parseAmount, type Amount } from '../../../xrpl/amount';
import { addAmounts, divideAmounts } from '../../../xrpl/amount-arithmetic';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';

interface Pair {
  volumeA: Amount;
  volumeB: Amount;
  high: Amount;
  low: Amount;
}

/** What `book_changes` says of a ledger, from the records of xrpl.exchanges alone: volumes, highest and lowest rates. */
export function bookChangesFrom(records: readonly TopicRecord[]): Record<string, string>[] {
  const pairs = new Map<string, Pair>();
  // It goes by transaction hash, and volumes round.
  const byHash = records
    .filter(({ venue }) => venue === 'OFFER')
    .sort(
      (x, y) => compare(x['transaction_hash'], y['transaction_hash']) || Number(x['ordinal']) - Number(y['ordinal']),
    );
  for (const record of byHash) {
    const [got, paid] = [side(record, 'taker_got'), side(record, 'taker_paid')];
    const gotFirst = got.name === 'XRP_drops' || (paid.name !== 'XRP_drops' && got.name < paid.name);
    const [a, b] = gotFirst ? [got, paid] : [paid, got];
    if (b.amount.mantissa === 0n) continue;
    const rate = divideAmounts(a.amount, b.amount, 'issued');
    const key = `${a.name}|${b.name}`;
    const pair = pairs.get(key);
    if (!pair) pairs.set(key, { volumeA: a.amount, volumeB: b.amount, high: rate, low: rate });
    else {
      pair.volumeA = addAmounts(pair.volumeA, a.amount);
      pair.volumeB = addAmounts(pair.volumeB, b.amount);
      if (compareAmounts(rate, pair.high) > 0) pair.high = rate;
      if (compareAmounts(rate, pair.low) < 0) pair.low = rate;
    }
  }
  return [...pairs]
    .sort(([x], [y]) => compare(x, y))
    .map(([key, pair]) => ({
      currency_a: key.split('|')[0]!,
      currency_b: key.split('|')[1]!,
      volume_a: amountText(pair.volumeA),
      volume_b: amountText(pair.volumeB),
      high: amountText(pair.high),
      low: amountText(pair.low),
    }));
}

export const exchangesOf = (segments: readonly LedgerDiff[]): TopicRecord[] => segments.flatMap(exchangesTopic.begin());

const compare = (x: unknown, y: unknown): number => (x === y ? 0 : String(x) < String(y) ? -1 : 1);

function side(record: TopicRecord, name: string): { name: string; amount: Amount } {
  const currency = record[`${name}_currency`] as string;
  const kind = currency === 'XRP' ? 'xrp' : currency.length === 48 ? 'mpt' : 'issued';
  const issuer = record[`${name}_issuer`] as string;
  return {
    name: kind === 'xrp' ? 'XRP_drops' : kind === 'mpt' ? currency : `${issuer}/${currency}`,
    amount: parseAmount(kind, record[name] as string),
  };
}
