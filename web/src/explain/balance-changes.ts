import type { Asset, IssuedAmount, Metadata } from '../node/answers';
import { xrpOf } from '../format/amount';
import { assetKey } from '../format/currency';
import { add, decimal, isNegative, isZero, negate, subtract, zero, type Decimal } from '../format/decimal';
import { changesOf, type Change } from './changes';

export interface BalanceChange {
  readonly account: string;
  readonly asset: Asset;
  /** What the account has more or, below zero, less: the fee is part of it. */
  readonly difference: Decimal;
  readonly after: Decimal;
}

/** Who has how much more or less than before, from the metadata alone; issuers owe and are not listed. */
export function balanceChanges(metadata: Pick<Metadata, 'AffectedNodes'>): BalanceChange[] {
  const found = new Map<string, BalanceChange>();
  for (const change of changesOf(metadata)) {
    for (const each of balancesOf(change)) {
      const key = `${each.account} ${assetKey(each.asset)}`;
      const before = found.get(key);
      found.set(key, before ? { ...each, difference: add(before.difference, each.difference) } : each);
    }
  }
  return [...found.values()].filter(({ difference }) => !isZero(difference));
}

function balancesOf(change: Change): BalanceChange[] {
  if (change.type === 'AccountRoot')
    return held(change, { currency: 'XRP' }, 'Balance', (value) => xrpOf(String(value)));
  if (change.type === 'MPToken') {
    const asset = { mpt_issuance_id: String(change.fields['MPTokenIssuanceID']) };
    return held(change, asset, 'MPTAmount', (value) => decimal(String(value)));
  }
  return change.type === 'RippleState' ? onLine(change) : [];
}

function held(change: Change, asset: Asset, field: string, read: (value: unknown) => Decimal): BalanceChange[] {
  const { kind, fields, previous } = change;
  const last = fields[field] === undefined ? zero : read(fields[field]);
  const first = kind === 'created' ? zero : previous[field] === undefined ? last : read(previous[field]);
  const after = kind === 'deleted' ? zero : last;
  return [{ account: String(fields['Account']), asset, difference: subtract(after, first), after }];
}

/** A line's balance is what its low side holds of the high one's tokens, or below zero the other way around. */
function onLine({ kind, fields, previous }: Change): BalanceChange[] {
  const last = fields['Balance'] as IssuedAmount | undefined;
  if (!last) return [];
  const low = (fields['LowLimit'] as IssuedAmount).issuer;
  const high = (fields['HighLimit'] as IssuedAmount).issuer;
  const after = decimal(last.value);
  const first = (previous['Balance'] as IssuedAmount | undefined)?.value;
  const before = kind === 'created' ? zero : first === undefined ? after : decimal(first);
  const side = (account: string, issuer: string, of: (value: Decimal) => Decimal): BalanceChange => {
    const holds = (value: Decimal): Decimal => (isNegative(of(value)) ? zero : of(value));
    const difference = subtract(holds(after), holds(before));
    return { account, asset: { currency: last.currency, issuer }, difference, after: holds(after) };
  };
  return [side(low, high, (value) => value), side(high, low, negate)];
}
