import { decimalText, type Amount } from '../../xrpl/amount';
import { readAmount, readAsset } from '../../xrpl/amount-binary';
import { encodeAccountId } from '../../xrpl/base58';
import { fieldOf, findField } from '../../xrpl/codec/walk';
import { currencyText, RIPPLED_CODE } from '../../xrpl/currency';
import { XRP, type Asset } from '../../xrpl/keylets/asset';

export const hexText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

export interface AssetColumns {
  /** `XRP`, three characters, 40 hex digits, or an MPT's 48. */
  currency: string;
  /** `null` for XRP. */
  issuer: string | null;
}

export interface AmountColumns extends AssetColumns {
  /** Plain decimals, XRP in drops. */
  value: string;
}

export function assetColumns(asset: Asset): AssetColumns {
  if ('mptId' in asset) return { currency: hexText(asset.mptId), issuer: encodeAccountId(asset.mptId, 4) };
  const currency = currencyText(asset.currency, 0, RIPPLED_CODE);
  return { currency, issuer: asset === XRP || currency === 'XRP' ? null : encodeAccountId(asset.issuer) };
}

export const amountColumns = (asset: Asset, amount: Amount): AmountColumns => ({
  value: decimalText(amount),
  ...assetColumns(asset),
});

/** The Amount field at `at`. */
export const amountAt = (bytes: Uint8Array, at: number): AmountColumns =>
  amountColumns(readAsset(bytes, at), readAmount(bytes, at));

/** An amount under its own name, its currency and issuer under that name and what they are; all `null` when absent. */
export function prefixed(name: string, amount: AmountColumns | undefined): Record<string, string | null> {
  const { value = null, currency = null, issuer = null } = amount ?? {};
  return { [name]: value, [`${name}_currency`]: currency, [`${name}_issuer`]: issuer };
}

/** Reads fields of one object in canonical binary; `undefined` for what it hasn't got. */
export class Fields {
  constructor(
    readonly bytes: Uint8Array,
    private readonly from = 0,
    private readonly until = bytes.length,
  ) {}

  raw(name: string): Uint8Array | undefined {
    const found = findField(this.bytes, fieldOf(name), this.from, this.until);
    return found && this.bytes.subarray(found.start, found.end);
  }

  account(name: string): string | undefined {
    const bytes = this.raw(name);
    return bytes?.length === 20 ? encodeAccountId(bytes) : undefined;
  }

  hex(name: string): string | undefined {
    const bytes = this.raw(name);
    return bytes && hexText(bytes);
  }

  uint32(name: string): number | undefined {
    const bytes = this.raw(name);
    return bytes && Buffer.from(bytes).readUInt32BE();
  }

  /** Plain decimals. */
  uint64(name: string): string | undefined {
    const bytes = this.raw(name);
    return bytes && Buffer.from(bytes).readBigUInt64BE().toString();
  }

  amount(name: string): AmountColumns | undefined {
    const bytes = this.raw(name);
    return bytes && amountAt(bytes, 0);
  }
}
