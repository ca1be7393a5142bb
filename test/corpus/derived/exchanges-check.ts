import type { TopicRecord } from '../../../consumers/fan-out/topic';
import type { Json } from '../recording';
import type { Check } from './checks';
import { exact, near } from './decimal';
import { amountOf, nodesOf } from './decoded';

interface Trade {
  maker: string;
  venue: string;
  offer: string | null;
  got: string;
  paid: string;
  gotSize: bigint;
  paidSize: bigint;
}

/** Fills by what offers and pools lost and gained, one by one. Which accounts are pools is known from the state. */
export function exchangesCheck(): Check {
  const pools = new Set<string>();
  return (records, { ledgerIndex, transactions, objects }) => {
    for (const { entry } of objects) if (entry?.AMMID !== undefined) pools.add(entry.Account as string);
    return transactions.flatMap(({ tx, meta }): unknown[] => {
      const own = records.filter((record) => record['transaction_index'] === meta.TransactionIndex);
      const wanted = [...fills(meta), ...poolTrades(meta, pools)];
      if (own.length !== wanted.length) return [{ ledgerIndex, tx, own, wanted }];
      return own.filter((record, i) => record['taker'] !== tx.Account || !agrees(record, wanted[i]!));
    });
  };
}

function fills(meta: Json): Trade[] {
  return nodesOf(meta).flatMap(({ kind, type, index, now, before }) => {
    if (type !== 'Offer' || kind === 'CreatedNode' || before.TakerGets === undefined) return [];
    const [gets, pays] = [amountOf(now.TakerGets), amountOf(now.TakerPays)];
    const lost = exact(amountOf(before.TakerGets).value) - exact(gets.value);
    const gained = exact(amountOf(before.TakerPays ?? now.TakerPays).value) - exact(pays.value);
    if (lost === 0n && gained === 0n) return [];
    const sides = { got: nameOf(gets), paid: nameOf(pays), gotSize: lost, paidSize: gained };
    return [{ maker: now.Account as string, venue: 'OFFER', offer: index, ...sides }];
  });
}

/** An AMM's account trades when it has more of one asset and less of another, its own LP tokens aside. */
function poolTrades(meta: Json, pools: ReadonlySet<string>): Trade[] {
  const changes = new Map<string, { asset: string; by: bigint }[]>();
  const add = (account: string, asset: string, by: bigint): void => {
    if (by !== 0n && pools.has(account)) changes.set(account, [...(changes.get(account) ?? []), { asset, by }]);
  };
  for (const { type, now, before } of nodesOf(meta)) {
    if (type === 'AccountRoot' && before.Balance !== undefined)
      add(now.Account, 'XRP', exact(now.Balance) - exact(before.Balance));
    if (type !== 'RippleState' || before.Balance === undefined || isLpToken(now.Balance.currency)) continue;
    const by = exact(now.Balance.value) - exact(before.Balance.value);
    const [low, high, currency] = [now.LowLimit.issuer, now.HighLimit.issuer, now.Balance.currency];
    if (exact(now.Balance.value) > 0n) add(low, `${currency}.${high}`, by);
    else add(high, `${currency}.${low}`, -by);
  }
  return [...changes].flatMap(([maker, all]) => {
    const gave = all.find(({ by }) => by < 0n);
    const took = all.find(({ by }) => by > 0n);
    if (all.length !== 2 || !gave || !took) return [];
    const sides = { got: gave.asset, paid: took.asset, gotSize: -gave.by, paidSize: took.by };
    return [{ maker, venue: 'AMM', offer: null, ...sides }];
  });
}

/** Its code begins with 03. */
const isLpToken = (currency: string): boolean => /^03[0-9A-F]{38}$/.test(currency);

const nameOf = ({ currency, issuer }: { currency: string; issuer: string | null }): string =>
  issuer === null ? currency : `${currency}.${issuer}`;

function agrees(record: TopicRecord, wanted: Trade): boolean {
  const side = (name: string): string =>
    nameOf({ currency: record[`${name}_currency`] as string, issuer: record[`${name}_issuer`] as string | null });
  const [got, paid] = [exact(record['taker_got'] as string), exact(record['taker_paid'] as string)];
  const price = record['price'] === null ? undefined : exact(record['price'] as string);
  return (
    record['maker'] === wanted.maker &&
    record['venue'] === wanted.venue &&
    record['offer_index'] === wanted.offer &&
    side('taker_got') === wanted.got &&
    side('taker_paid') === wanted.paid &&
    near(got, wanted.gotSize) &&
    near(paid, wanted.paidSize) &&
    (price === undefined ? got === 0n : near(price * got, paid * exact('1')))
  );
}
