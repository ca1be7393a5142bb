import type { Amount, Asset } from '../node/answers';
import { assetName, assetOf, isXrp } from './currency';
import { decimal, decimalText, type Decimal } from './decimal';

const dropsPerXrp = 6;

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number given exactly, with the reader's separators: none of its digits is lost. */
export const exactNumber = (text: string): string => plain.format(text as Intl.StringNumericLiteral);
export const count = (value: number): string => whole.format(value);
export const shortNumber = (value: number): string => compact.format(value);

/** "1 ledger", "2 ledgers". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** How much, in units of the asset: XRP, not drops. */
export function amountValue(amount: Amount): Decimal {
  if (typeof amount !== 'string') return decimal(amount.value);
  const drops = decimal(amount);
  return { units: drops.units, scale: drops.scale + dropsPerXrp };
}

/** XRP of a number of drops. */
export const xrpOf = (drops: string): Decimal => amountValue(drops);

export const toAmount = (asset: Asset, value: Decimal): Amount => {
  if ('mpt_issuance_id' in asset) return { ...asset, value: decimalText(value) };
  if (asset.issuer !== undefined) return { currency: asset.currency, issuer: asset.issuer, value: decimalText(value) };
  return decimalText({ units: value.units * 10n ** BigInt(Math.max(0, dropsPerXrp - value.scale)), scale: 0 });
};

/** Such as "1,234.5 XRP". */
export function amountText(amount: Amount): string {
  return `${exactNumber(decimalText(amountValue(amount)))} ${assetName(assetOf(amount))}`;
}

/** As much as fits a glance: ten significant digits. */
export function glance(value: Decimal): string {
  const text = decimalText(value);
  const number = Number(text);
  if (number === 0) return '0';
  if (Math.abs(number) < 1e-6) return number.toExponential(3);
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '');
  if (digits.length <= 10) return exactNumber(text);
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 10 }).format(number);
}

export const isXrpAmount = (amount: Amount): boolean => isXrp(assetOf(amount));
