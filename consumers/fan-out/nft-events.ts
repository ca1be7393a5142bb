import { encodeAccountId } from '../../xrpl/base58';
import { parseNFTokenId } from '../../xrpl/nft';
import { affectedNodes, CreatedNode, DeletedNode, type AffectedNode } from '../../xrpl/transaction/affected-nodes';
import { tesSUCCESS } from '../../xrpl/transaction/meta-facts';
import { nftChanges, type NftChange } from '../../xrpl/transaction/nft-changes';
import { Fields, hexText, prefixed, type AmountColumns } from './columns';
import type { Topic, TopicRecord } from './topic';
import { happening, happeningIdentity, transactionsOf, type LedgerTransaction } from './transactions-of';

const NFTOKEN_OFFER = 0x37;
const SELL = 1;

/** What happened to NFTs and to offers of them. */
export const nftEventsTopic: Topic = {
  name: 'xrpl.nft-events',
  identity: happeningIdentity,
  key: 'nft_id',
  filter: {
    type: 'transaction_type',
    accounts: ['issuer', 'from', 'to'],
    tokens: [['price_currency', 'price_issuer']],
  },
  begin() {
    return (segment) => [...transactionsOf(segment)].flatMap(events);
  },
};

interface NftOffer {
  id: Uint8Array;
  index: string;
  owner: string | null;
  destination: string | null;
  sells: boolean;
  amount: AmountColumns | undefined;
  kind: 'made' | 'removed';
}

function events(entry: LedgerTransaction): TopicRecord[] {
  const records: TopicRecord[] = [];
  const push = (event: string, id: Uint8Array, rest: Omit<Partial<NftColumns>, 'event'>): void => {
    records.push({ ...happening(entry, records.length), event, ...columns(id, rest) });
  };
  const offers = nftOffers(entry.metadata);
  const fields = new Fields(entry.transaction);
  // Of two offers that a broker brought together, the buyer's says what was paid. One that failed may still remove an
  // offer that had expired.
  const named = entry.result === tesSUCCESS ? [fields.hex('NFTokenBuyOffer'), fields.hex('NFTokenSellOffer')] : [];
  const accepted = named.filter((index) => index !== undefined);
  const deal = accepted.map((index) => offers.find((offer) => offer.index === index)).find((offer) => offer);
  for (const change of nftChanges(entry.metadata)) {
    const { event, ...parties } = changeColumns(change);
    push(
      event,
      change.id,
      event === 'TRANSFERRED' ? { ...parties, amount: deal?.amount, offer: deal?.index } : parties,
    );
  }
  for (const offer of offers) {
    const event =
      offer.kind === 'made' ? 'OFFER_MADE' : accepted.includes(offer.index) ? 'OFFER_ACCEPTED' : 'OFFER_REMOVED';
    const [from, to] = offer.sells ? [offer.owner, offer.destination] : [offer.destination, offer.owner];
    push(event, offer.id, { from, to, amount: offer.amount, offer: offer.index });
  }
  return records;
}

interface NftColumns {
  event: string;
  from: string | null;
  to: string | null;
  uri: string | null;
  amount: AmountColumns | undefined;
  offer: string | undefined;
}

function changeColumns({ before, after }: NftChange): Pick<NftColumns, 'event' | 'from' | 'to' | 'uri'> {
  const from = before ? encodeAccountId(before.owner) : null;
  const to = after ? encodeAccountId(after.owner) : null;
  const uri = (after ?? before)?.uri;
  const event = !before ? 'MINTED' : !after ? 'BURNED' : from === to ? 'URI_CHANGED' : 'TRANSFERRED';
  return { event, from, to, uri: uri ? hexText(uri) : null };
}

function columns(
  id: Uint8Array,
  { from = null, to = null, uri = null, amount, offer }: Partial<NftColumns>,
): TopicRecord {
  const { issuer, taxon } = parseNFTokenId(id);
  return {
    nft_id: hexText(id),
    issuer: encodeAccountId(issuer),
    taxon,
    from,
    to,
    uri,
    offer_index: offer ?? null,
    ...prefixed('price', amount),
  };
}

function nftOffers(metadata: Buffer): NftOffer[] {
  return affectedNodes(metadata).flatMap((node) => offerOf(metadata, node) ?? []);
}

function offerOf(metadata: Buffer, { kind, entryType, key, fields: range }: AffectedNode): NftOffer | undefined {
  if (entryType !== NFTOKEN_OFFER || !range || (kind !== CreatedNode && kind !== DeletedNode)) return undefined;
  const fields = new Fields(metadata, range.start, range.end);
  return {
    id: fields.raw('NFTokenID')!,
    index: hexText(metadata.subarray(key, key + 32)),
    owner: fields.account('Owner') ?? null,
    destination: fields.account('Destination') ?? null,
    sells: ((fields.uint32('Flags') ?? 0) & SELL) !== 0,
    // An amount of zero is the default, which metadata leaves out of a new entry.
    amount: fields.amount('Amount') ?? { value: '0', currency: 'XRP', issuer: null },
    kind: kind === CreatedNode ? 'made' : 'removed',
  };
}
