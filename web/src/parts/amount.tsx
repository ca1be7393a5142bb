import type { Amount, Asset } from '../node/answers';
import { amountValue, exactNumber, glance } from '../format/amount';
import { assetOf } from '../format/currency';
import { decimalText, isNegative, type Decimal } from '../format/decimal';
import { AssetLink } from './links';

/** How much of what; every digit is told to those who point at it. */
export function AmountOf({ amount }: { amount: Amount }) {
  return <Quantity value={amountValue(amount)} asset={assetOf(amount)} />;
}

export function Quantity({ value, asset }: { value: Decimal; asset: Asset }) {
  return (
    <span class="amount">
      <span title={exactNumber(decimalText(value))}>{glance(value)}</span> <AssetLink asset={asset} />
    </span>
  );
}

/** More or less of something, with its sign and its colour. */
export function Difference({ value, asset }: { value: Decimal; asset: Asset }) {
  const less = isNegative(value);
  return (
    <span class={`amount ${less ? 'minus' : 'plus'}`}>
      <span title={exactNumber(decimalText(value))}>
        {less ? '−' : '+'}
        {glance(less ? { ...value, units: -value.units } : value)}
      </span>{' '}
      <AssetLink asset={asset} />
    </span>
  );
}
