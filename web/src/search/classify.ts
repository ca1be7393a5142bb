import { assetHref, assetKey, parseAsset } from '../format/currency';

/** A place where what was searched for may be. With a question, it is only there if the server can answer that. */
export interface Candidate {
  readonly href: string;
  readonly what: string;
  readonly question?: { readonly command: string; readonly params: object };
}

/**
 * Where a text leads: an account's address, a ledger's index or hash, a transaction's hash or compact id, an NFT, a token
 * (CODE.issuer), an MPT, or a pair of assets (an order book). Several places may have to be tried, in this order; none when it is nothing of these.
 */
export function classify(input: string): Candidate[] {
  const text = input.trim();
  const digits = text.replace(/[,_ ]/g, '');
  if (/^\d{1,10}$/.test(digits)) return [{ href: `/ledger/${Number(digits)}`, what: 'a ledger index' }];
  if (/^r[1-9A-HJ-NP-Za-km-z]{24,34}$/.test(text)) return [{ href: `/account/${text}`, what: 'an account' }];
  if (/^(validated|newest|latest)$/i.test(text)) return [{ href: '/ledger/validated', what: 'the newest ledger' }];
  if (/^[0-9A-F]{64}$/i.test(text)) return byHash(text.toUpperCase());
  if (/^C[0-9A-F]{15}$/i.test(text)) return [{ href: `/tx/${text.toUpperCase()}`, what: 'a compact transaction id' }];
  const pair = /^(\S+?)\s*\/\s*(\S+)$/.exec(text);
  const [base, counter] = [parseAsset(pair?.[1] ?? ''), parseAsset(pair?.[2] ?? '')];
  if (base && counter && assetKey(base) !== assetKey(counter)) {
    const keys = [base, counter].map((asset) => encodeURIComponent(assetKey(asset)));
    return [{ href: `/book/${keys.join('/')}`, what: 'an order book' }];
  }
  const asset = parseAsset(text.replace('/', '.'));
  const href = asset && assetHref(asset);
  return href === undefined ? [] : [{ href, what: 'a token' }];
}

/** 64 hexadecimal digits may be anything. */
function byHash(id: string): Candidate[] {
  const nft = { href: `/nft/${id}`, what: 'an NFT', question: { command: 'nft_info', params: { nft_id: id } } };
  const others = [
    { href: `/tx/${id}`, what: 'a transaction', question: { command: 'tx', params: { transaction: id } } },
    { href: `/ledger/${id}`, what: 'a ledger hash', question: { command: 'ledger', params: { ledger_hash: id } } },
    {
      href: `/object/${id}`,
      what: 'an object of the newest ledger',
      question: { command: 'ledger_entry', params: { index: id } },
    },
  ];
  // The first four digits of an NFT's id are its flags, and few of them are used.
  return /^00[01]/.test(id) ? [nft, ...others] : [...others.slice(0, 2), nft, ...others.slice(2)];
}
