const SHRUNK_BELOW = 10n ** 18n;
const DEFAULT_EXPONENT = -2_147_483_648;
const LARGEST_EXPONENT = 32_768;

/**
 * Text of a `Number`: 8 bytes of signed mantissa, 4 of signed exponent. Plain decimals where the number's point is
 * near its digits, otherwise `123e-45`; as rippled's to_string(Number) and the package write it.
 */
export function numberText(bytes: Uint8Array, at: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 12);
  const signed = view.getBigInt64(0);
  let exponent = view.getInt32(8);
  if (signed === 0n && exponent === DEFAULT_EXPONENT) return '0';
  const sign = signed < 0n ? '-' : '';
  let mantissa = signed < 0n ? -signed : signed;
  // A mantissa above what 63 bits hold was stored with its last digit cut off.
  if (mantissa !== 0n && mantissa < SHRUNK_BELOW) {
    mantissa *= 10n;
    exponent -= 1;
  }
  let digits = mantissa.toString();
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
