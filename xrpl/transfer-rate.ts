import { amount, type Amount } from './amount';
import { divideAmounts, multiplyAmounts } from './amount-arithmetic';

/** A `TransferRate` of no fee. Rates are in billionths; an account without the field has this one. */
export const PARITY = 1_000_000_000;

/** What is sent so that `a` arrives. */
export function multiplyByRate(a: Amount, rate: number): Amount {
  return rate === PARITY ? a : multiplyAmounts(a, rateAmount(rate), a.kind);
}

/** What arrives of `a` sent. @throws RangeError when the rate is 0. */
export function divideByRate(a: Amount, rate: number): Amount {
  return rate === PARITY ? a : divideAmounts(a, rateAmount(rate), a.kind);
}

function rateAmount(rate: number): Amount {
  return amount('issued', BigInt(rate), -9);
}
