import { amount, amountText, zero, type Amount } from './amount';
import { divideAmounts } from './amount-arithmetic';
import { qualityOf } from './keylets/book';

/**
 * The quality of an offer is what its taker pays for one of what he gets: lower is better. In the keys of book
 * directories it is 64 bits, exponent + 100 and mantissa, so that keys sort as qualities do.
 */

const MANTISSA_BITS = 56n;
const MANTISSA = (1n << MANTISSA_BITS) - 1n;
const EXPONENT_OFFSET = 100;

/** The 64 bits for an offer; 0 when it asks nothing, or when no number says how much (rippled's getRate). */
export function encodeQuality(takerPays: Amount, takerGets: Amount): bigint {
  if (takerGets.mantissa === 0n) return 0n;
  try {
    const rate = divideAmounts(takerPays, takerGets, 'issued');
    if (rate.mantissa === 0n) return 0n;
    return (BigInt(rate.exponent + EXPONENT_OFFSET) << MANTISSA_BITS) | rate.mantissa;
  } catch (error) {
    if (error instanceof RangeError) return 0n;
    throw error;
  }
}

/** The number in the 64 bits. @throws RangeError when it is larger than any amount. */
export function decodeQuality(quality: bigint): Amount {
  if (quality === 0n) return zero('issued');
  return amount('issued', quality & MANTISSA, Number(quality >> MANTISSA_BITS) - EXPONENT_OFFSET);
}

/** As in `quality` of `book_offers` and `account_offers`, from the offer's `BookDirectory`. */
export function qualityText(bookDirectory: Uint8Array): string {
  return amountText(decodeQuality(qualityOf(bookDirectory)));
}
