const NORMAL_DIGITS = 19;
const LARGEST_EXPONENT = 32_768;

/**
 * Text of a `Number`: 8 bytes of signed mantissa, 4 of signed exponent. Plain decimals where the point is near the
 * digits, otherwise `123e-45`: as rippled's to_string(Number), and the package where the mantissa is normal.
 */
export function numberText(bytes: Uint8Array, at: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 12);
  const mantissa = view.getBigInt64(0);
  if (mantissa === 0n) return '0';
  const sign = mantissa < 0n ? '-' : '';
  let digits = (mantissa < 0n ? -mantissa : mantissa).toString();
  let exponent = view.getInt32(8);
  // Older ledgers have 16 digits, and of a mantissa above 2⁶³ the last digit was cut off.
  if (digits.length < NORMAL_DIGITS) {
    exponent -= NORMAL_DIGITS - digits.length;
    digits = digits.padEnd(NORMAL_DIGITS, '0');
  }
  if (exponent !== 0 && (exponent < -28 || exponent > -8)) {
    while (digits.length > 1 && digits.endsWith('0') && exponent < LARGEST_EXPONENT) {
      digits = digits.slice(0, -1);
      exponent += 1;
    }
    return `${sign}${digits}e${exponent}`;
  }
  const padded = digits.padStart(1 - exponent, '0');
  const point = padded.length + exponent;
  const fraction = padded.slice(point).replace(/0+$/, '');
  return `${sign}${padded.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
}
