import { amount, zero, type Amount } from './amount';
import { XRP, type Asset } from './keylets/asset';

const MANTISSA_BITS = 54n;
const MANTISSA = (1n << MANTISSA_BITS) - 1n;
const DROPS = (1n << 62n) - 1n;
const POSITIVE = 0x40;

/** The value of an Amount field (8, 33 or 48 bytes, see xrpl.org, "Serialization Format"). */
export function readAmount(bytes: Uint8Array, at = 0): Amount {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.byteLength - at);
  const first = view.getUint8(0);
  const signed = (size: bigint): bigint => ((first & POSITIVE) === 0 ? -size : size);
  if ((first & 0x80) === 0) {
    const isMpt = (first & 0x20) !== 0;
    return isMpt ? amount('mpt', signed(view.getBigUint64(1))) : amount('xrp', signed(view.getBigUint64(0) & DROPS));
  }
  const bits = view.getBigUint64(0);
  const mantissa = bits & MANTISSA;
  if (mantissa === 0n) return zero('issued');
  return amount('issued', signed(mantissa), Number((bits >> MANTISSA_BITS) & 255n) - 97);
}

/** What an Amount field is of; views of `bytes`. */
export function readAsset(bytes: Uint8Array, at = 0): Asset {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) !== 0) {
    return { currency: bytes.subarray(at + 8, at + 28), issuer: bytes.subarray(at + 28, at + 48) };
  }
  return (first & 0x20) !== 0 ? { mptId: bytes.subarray(at + 9, at + 33) } : XRP;
}
