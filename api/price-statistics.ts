import { amount, amountText, type Amount } from '../xrpl/amount';
import { addAmounts, divideAmounts, subtractAmounts } from '../xrpl/amount-arithmetic';
import { addDecimals, decimal, multiplyDecimals, ZERO, type Decimal } from '../xrpl/number';
import { divideDecimals, squareRoot } from '../xrpl/number-root';
import type { JsonObject } from './json';

const whole = (n: number): Amount => amount('issued', BigInt(n));
const numberOf = ({ mantissa, exponent }: Amount): Decimal => decimal(mantissa, exponent);

/** Mean, standard deviation and size of one price or more, as rippled computes them. */
export function statistics(prices: readonly Amount[]): JsonObject {
  const mean = divideAmounts(prices.reduce(addAmounts), whole(prices.length), 'issued');
  let deviation = ZERO;
  if (prices.length > 1) {
    for (const price of prices) {
      const distance = numberOf(subtractAmounts(price, mean));
      deviation = addDecimals(deviation, multiplyDecimals(distance, distance));
    }
    deviation = squareRoot(divideDecimals(deviation, decimal(BigInt(prices.length - 1), 0)));
  }
  return {
    mean: amountText(mean),
    standard_deviation: amountText(amount('issued', deviation.mantissa, deviation.exponent)),
    size: prices.length,
  };
}

/** @param sorted ascending */
export function median(sorted: readonly Amount[]): string {
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return amountText(sorted[middle]!);
  return amountText(divideAmounts(addAmounts(sorted[middle - 1]!, sorted[middle]!), whole(2), 'issued'));
}
