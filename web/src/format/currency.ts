import type { Amount, Asset } from '../node/answers';

/** The code as people write it: XRP, three letters, or the text in 160 bits; shortened hex where that is no text. */
export function currencyName(currency: string): string {
  if (!/^[0-9A-F]{40}$/i.test(currency)) return currency;
  if (/^03/.test(currency)) return `LP ${currency.slice(2, 8)}…`;
  const bytes = (currency.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  while (bytes.at(-1) === 0) bytes.pop();
  const isText = bytes.length > 0 && bytes.every((byte) => byte > 0x20 && byte < 0x7f);
  return isText ? String.fromCharCode(...bytes) : `${currency.slice(0, 6)}…${currency.slice(-4)}`;
}

export function assetOf(amount: Amount): Asset {
  if (typeof amount === 'string') return { currency: 'XRP' };
  if ('mpt_issuance_id' in amount) return { mpt_issuance_id: amount.mpt_issuance_id };
  return { currency: amount.currency, issuer: amount.issuer };
}

export const isXrp = (asset: Asset): boolean => 'currency' in asset && asset.issuer === undefined;

/** As it stands in addresses of this page: XRP, CODE.issuer, or the id of an MPT. */
export function assetKey(asset: Asset): string {
  if ('mpt_issuance_id' in asset) return asset.mpt_issuance_id;
  return asset.issuer === undefined ? asset.currency : `${asset.currency}.${asset.issuer}`;
}

/** The asset of a key; `undefined` when it is none. */
export function parseAsset(key: string): Asset | undefined {
  if (/^xrp$/i.test(key)) return { currency: 'XRP' };
  if (/^[0-9A-F]{48}$/i.test(key)) return { mpt_issuance_id: key.toUpperCase() };
  const match = /^([^./:+\s]{3}|[0-9A-Fa-f]{40})[.:+](r[1-9A-HJ-NP-Za-km-z]{24,34})$/.exec(key);
  if (!match) return undefined;
  const code = match[1]!;
  return { currency: code.length === 40 ? code.toUpperCase() : code, issuer: match[2]! };
}

/** Where an asset has its page. */
export function assetHref(asset: Asset): string | undefined {
  if ('mpt_issuance_id' in asset) return `/mpt/${asset.mpt_issuance_id}`;
  return asset.issuer === undefined ? undefined : `/token/${encodeURIComponent(assetKey(asset))}`;
}

/** Short, for people: XRP, USD, MPT 0000A1…9F. */
export const assetName = (asset: Asset): string =>
  'mpt_issuance_id' in asset
    ? `MPT ${asset.mpt_issuance_id.slice(0, 8)}…${asset.mpt_issuance_id.slice(-4)}`
    : currencyName(asset.currency);
