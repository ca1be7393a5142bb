import type { Asset } from '../node/answers';
import { assetHref, assetName } from '../format/currency';
import { count } from '../format/amount';

/** Shortened as people compare them: by their beginnings and ends. */
const shortened = (text: string, head: number, tail: number): string =>
  text.length > head + tail + 1 ? `${text.slice(0, head)}…${text.slice(-tail)}` : text;

/** Two hues that are always the same for the same text, so that accounts are told apart at a glance. */
export function Pebble({ of }: { of: string }) {
  let hash = 7;
  for (const letter of of) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return (
    <svg class="pebble" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="5" fill={`hsl(${hash % 360} 55% 55%)`} />
      <path d="M0 5a5 5 0 0 0 10 0z" fill={`hsl(${(hash >>> 9) % 360} 60% 42%)`} />
    </svg>
  );
}

export function Address({ of, full = false }: { of: string; full?: boolean }) {
  return (
    <a class="address" href={`/account/${of}`} title={of}>
      <Pebble of={of} />
      <span class="mono">{full ? of : shortened(of, 7, 5)}</span>
    </a>
  );
}

export function TransactionLink({ hash, full = false }: { hash: string; full?: boolean }) {
  return (
    <a class="mono" href={`/tx/${hash}`} title={hash}>
      {full ? hash : shortened(hash, 8, 6)}
    </a>
  );
}

export function LedgerLink({ index }: { index: number }) {
  return <a href={`/ledger/${index}`}>{count(index)}</a>;
}

export function NftLink({ id, full = false }: { id: string; full?: boolean }) {
  return (
    <a class="mono" href={`/nft/${id}`} title={id}>
      {full ? id : `NFT ${shortened(id, 6, 6)}`}
    </a>
  );
}

export function AssetLink({ asset }: { asset: Asset }) {
  const href = assetHref(asset);
  const title = 'issuer' in asset && asset.issuer ? `${asset.currency} of ${asset.issuer}` : undefined;
  return href === undefined ? (
    <span class="unit">{assetName(asset)}</span>
  ) : (
    <a class="unit" href={href} title={title}>
      {assetName(asset)}
    </a>
  );
}
