import { isDeepStrictEqual } from 'node:util';
import { decodeAccountID, encodeAccountID } from 'xrpl';
import type { TopicRecord } from '../../../consumers/fan-out/topic';
import type { Json } from '../recording';
import type { Check } from './checks';
import { exact } from './decimal';
import { amountOf, issuerOf } from './decoded';

/**
 * Who has which NFT, and which offers there are, by the events alone: after each ledger it must be what pages and offers
 * of the state say.
 */
export function nftEventsCheck(): Check {
  const told = {
    owners: new Map<string, string>(),
    uris: new Map<string, unknown>(),
    offers: new Map<string, unknown>(),
  };
  const pages = new Map<string, Map<string, unknown>>();
  const offers = new Map<string, unknown>();
  return (records, { ledgerIndex, objects, transactions }) => {
    const problems: unknown[] = [];
    const accepted = new Set<unknown>();
    for (const { tx, meta } of transactions)
      if (meta.TransactionResult === 'tesSUCCESS') accepted.add(tx.NFTokenBuyOffer).add(tx.NFTokenSellOffer);
    for (const record of records) if (!apply(told, record) || !endsRight(record, accepted)) problems.push(record);
    for (const { index, entry } of objects) {
      if (entry?.LedgerEntryType === 'NFTokenPage')
        pages.set(
          index,
          new Map(entry.NFTokens.map(({ NFToken: { NFTokenID, URI = null } }: Json) => [NFTokenID, URI])),
        );
      else if (entry?.LedgerEntryType === 'NFTokenOffer') offers.set(index, offerOf(entry));
      else if (entry === null) {
        pages.delete(index);
        offers.delete(index);
      }
    }
    const touched = objects.some(({ entry }) => entry === null || String(entry.LedgerEntryType).startsWith('NFToken'));
    if (records.length === 0 && !touched) return problems;
    const owners = new Map<string, string>();
    const uris = new Map<string, unknown>();
    for (const [index, tokens] of pages) {
      const owner = encodeAccountID(Buffer.from(index.slice(0, 40), 'hex'));
      for (const [id, uri] of tokens) {
        owners.set(id, owner);
        uris.set(id, uri);
      }
    }
    if (!isDeepStrictEqual({ owners, uris, offers }, told)) problems.push({ ledgerIndex, owners, told });
    return problems;
  };
}

type Told = { owners: Map<string, string>; uris: Map<string, unknown>; offers: Map<string, unknown> };

/** Whether an event can follow those before it. */
function apply({ owners, uris, offers }: Told, record: TopicRecord): boolean {
  const id = record['nft_id'] as string;
  const { event, from, to, uri, offer_index: index } = record;
  if (record['issuer'] !== encodeAccountID(Buffer.from(id.slice(8, 48), 'hex'))) return false;
  const known = owners.get(id) ?? null;
  switch (event) {
    case 'OFFER_MADE':
    case 'OFFER_ACCEPTED':
    case 'OFFER_REMOVED': {
      const { price, price_currency, price_issuer } = record;
      const offer = { id, from, to, price: exact(price as string), price_currency, price_issuer };
      if (event === 'OFFER_MADE') return offers.set(index as string, offer).size > 0;
      return isDeepStrictEqual(offers.get(index as string), offer) && offers.delete(index as string);
    }
    case 'BURNED':
      owners.delete(id);
      uris.delete(id);
      return known === from && to === null;
    default: {
      owners.set(id, to as string);
      uris.set(id, uri);
      const deal = offers.get(index as string) as { price: bigint } | undefined;
      const paid = index === null ? record['price'] === null : exact(record['price'] as string) === deal?.price;
      return paid && known === from && (event === 'MINTED' ? from === null : from !== null);
    }
  }
}

/** What was accepted is named by a transaction, and names what it was accepted for. */
function endsRight(
  { event, offer_index, transaction_type: type }: TopicRecord,
  accepted: ReadonlySet<unknown>,
): boolean {
  if (event === 'OFFER_ACCEPTED' || event === 'OFFER_REMOVED')
    return accepted.has(offer_index) === (event === 'OFFER_ACCEPTED');
  return event !== 'TRANSFERRED' || type !== 'NFTokenAcceptOffer' || accepted.has(offer_index);
}

function offerOf({ NFTokenID, Owner, Destination = null, Flags, Amount }: Json): unknown {
  const { value, currency, issuer } = amountOf(Amount);
  const [from, to] = (Flags & 1) === 1 ? [Owner, Destination] : [Destination, Owner];
  return { id: NFTokenID, from, to, price: exact(value), price_currency: currency, price_issuer: issuer };
}

/** The last event of each issuance and holding in a ledger says what the state has of it. */
export function mptEventsCheck(): Check {
  const names = new Map<string, string>();
  return (records, { objects }) => {
    const last = new Map(records.map((record) => [nameOf(record), record]));
    const problems: unknown[] = records.filter(({ mpt_issuance_id: id, issuer }) => issuer !== issuerOf(id as string));
    for (const { index, entry, change } of objects) {
      const known = names.get(index);
      const wanted = entry === null ? known && { event: 'REMOVED' } : stateOf(entry);
      if (wanted === undefined) continue;
      const name = entry === null ? known! : nameOf(wanted as TopicRecord);
      names.set(index, name);
      const record = last.get(name);
      last.delete(name);
      const verb = entry === null ? 'REMOVED' : change === 'CREATED' ? '(CREATED|CHANGED)' : 'CHANGED';
      const agrees =
        record !== undefined &&
        new RegExp(`^(ISSUANCE|HOLDING)_${verb}$`).test(record['event'] as string) &&
        (entry === null || Object.entries(wanted).every(([field, value]) => record[field] === value));
      if (!agrees) problems.push({ index, entry, record });
    }
    // What came and went within the ledger leaves nothing in the state.
    problems.push(...[...last.values()].filter(({ event }) => !(event as string).endsWith('_REMOVED')));
    return problems;
  };
}

const nameOf = ({ mpt_issuance_id: id, holder }: TopicRecord): string => `${String(id)} ${String(holder)}`;

function stateOf(entry: Json): Record<string, unknown> | undefined {
  const { LedgerEntryType: type, Flags: flags, LockedAmount: locked_amount = '0' } = entry;
  if (type === 'MPToken')
    return {
      ...{ mpt_issuance_id: entry.MPTokenIssuanceID, holder: entry.Account, flags, locked_amount },
      amount: entry.MPTAmount ?? '0',
    };
  if (type !== 'MPTokenIssuance') return undefined;
  const sequence = entry.Sequence.toString(16).padStart(8, '0').toUpperCase();
  const issuer = Buffer.from(decodeAccountID(entry.Issuer)).toString('hex').toUpperCase();
  return { mpt_issuance_id: sequence + issuer, holder: null, flags, locked_amount, amount: entry.OutstandingAmount };
}
