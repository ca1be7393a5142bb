import { hexText } from '../memos';
import { listed, say, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

// Who somebody is, and what somebody says: DIDs, credentials, domains, oracles.

export const didSet: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('published', 'publish')} its decentralized identifier (DID)`,
  details: h.has('URI') ? [say`It points to ${hexText(h.text('URI'))}.`] : [],
});

export const didDelete: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('removed', 'remove')} its decentralized identifier (DID)`,
  details: [],
});

const kind = (h: Happening): string => hexText(h.text('CredentialType'));

export const credentialCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('issued', 'issue')} the credential “${kind(h)}” to ${h.account('Subject')}`,
  details: h.has('Expiration') ? [say`It is good until ${h.time('Expiration')}.`] : [],
});

export const credentialAccept: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('accepted', 'accept')} the credential “${kind(h)}” of ${h.account('Issuer')}`,
  details: [],
});

export const credentialDelete: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('removed', 'remove')} the credential “${kind(h)}”`,
  details: [],
});

export const domainSet: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('set up', 'set up')} a permissioned domain${h.has('DomainID') ? ' anew' : undefined}`,
  details: [],
});

export const domainDelete: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('ended', 'end')} a permissioned domain`,
  details: [],
});

interface Price {
  PriceData: { BaseAsset: string; QuoteAsset: string; AssetPrice?: string; Scale?: number };
}

export const oracleSet: Explain = (h) => {
  const prices = ((h.tx['PriceDataSeries'] ?? []) as Price[]).map(
    ({ PriceData: { BaseAsset, QuoteAsset, AssetPrice, Scale = 0 } }): Sentence => {
      const pair = `${assetText(BaseAsset)}/${assetText(QuoteAsset)}`;
      if (AssetPrice === undefined) return [`${pair} is no longer told`];
      // The price is hexadecimal, as 64-bit numbers are.
      return [`${pair} at ${Number(BigInt(`0x${AssetPrice}`)) / 10 ** Scale}`];
    },
  );
  const details =
    prices.length > 0
      ? [
          say`It says: ${listed(prices.slice(0, 8))}${prices.length > 8 ? `, and ${prices.length - 8} more` : undefined}.`,
        ]
      : [];
  return {
    summary: say`${h.sender} ${h.did('told', 'tell')} ${prices.length === 1 ? 'a price' : `${prices.length} prices`} as an oracle`,
    details,
  };
};

const assetText = (code: string): string => (/^[0-9A-F]{40}$/.test(code) ? hexText(code.replace(/(00)+$/, '')) : code);

export const oracleDelete: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('removed', 'remove')} its price oracle`,
  details: [],
});
