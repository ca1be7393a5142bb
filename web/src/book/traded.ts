import type { Asset } from '../node/answers';
import { assetKey } from '../format/currency';

/** What book_changes says of one pair in one ledger. Drops of XRP are XRP_drops, tokens issuer/CODE. */
export interface BookChange {
  currency_a: string;
  currency_b: string;
  volume_a: string;
  volume_b: string;
  close: string;
}

export interface Traded {
  readonly base: Asset;
  readonly counter: Asset;
  readonly ledgers: number;
  /** Of the counter asset, in units. */
  readonly volume: number;
}

const xrp = 'XRP_drops';

function assetNamed(name: string): Asset {
  if (name === xrp) return { currency: 'XRP' };
  if (/^[0-9A-F]{48}$/i.test(name)) return { mpt_issuance_id: name };
  const [issuer = '', currency = ''] = name.split('/');
  return { currency, issuer };
}

/** The pairs that were traded in some ledgers, the most often traded first. */
export function tradedIn(ledgers: readonly (readonly BookChange[])[]): Traded[] {
  const found = new Map<string, Traded>();
  for (const change of ledgers.flat()) {
    const [base, counter] = [assetNamed(change.currency_a), assetNamed(change.currency_b)];
    const key = `${assetKey(base)} ${assetKey(counter)}`;
    const before = found.get(key) ?? { base, counter, ledgers: 0, volume: 0 };
    const unit = change.currency_b === xrp ? 1e6 : 1;
    found.set(key, { ...before, ledgers: before.ledgers + 1, volume: before.volume + Number(change.volume_b) / unit });
  }
  return [...found.values()].sort((a, b) => b.ledgers - a.ledgers);
}
