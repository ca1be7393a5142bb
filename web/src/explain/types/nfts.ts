import type { Amount, Fields } from '../../node/answers';
import { hasFlag } from '../flags';
import { hexText } from '../memos';
import { listed, say, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

const sellOffer = 1;

export const nftMint: Explain = (h) => {
  const id = h.meta['nftoken_id'];
  const summary =
    h.done && typeof id === 'string'
      ? say`${h.sender} minted ${{ nft: id }}${h.has('Issuer') ? ' in the name of ' : undefined}${h.has('Issuer') ? h.account('Issuer') : undefined}`
      : say`${h.sender} ${h.did('minted', 'mint')} an NFT`;
  const details: Sentence[] = [];
  if (h.has('URI')) details.push(say`It points to ${hexText(h.text('URI'))}.`);
  if (h.has('TransferFee')) details.push(say`The issuer gets ${String(h.number('TransferFee') / 1000)}% of each sale.`);
  if (h.has('Amount')) details.push(say`It was offered for ${h.amount('Amount')} at once.`);
  return { summary, details };
};

export const nftBurn: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('burned', 'burn')} ${{ nft: h.text('NFTokenID') }}${h.has('Owner') ? ' of ' : undefined}${h.has('Owner') ? h.account('Owner') : undefined}`,
  details: h.done ? [say`It is gone for good.`] : [],
});

export const nftModify: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('changed', 'change')} where ${{ nft: h.text('NFTokenID') }} points to`,
  details: h.has('URI') ? [say`It now points to ${hexText(h.text('URI'))}.`] : [say`It now points nowhere.`],
});

export const nftCreateOffer: Explain = (h) => {
  const nft = { nft: h.text('NFTokenID') };
  const free = h.tx['Amount'] === '0';
  const summary = hasFlag(h.tx.Flags, sellOffer)
    ? say`${h.sender} ${h.did('offered', 'offer')} ${nft} ${free ? 'for free' : 'for '}${free ? undefined : h.amount('Amount')}${h.has('Destination') ? ' to ' : undefined}${h.has('Destination') ? h.account('Destination') : undefined}`
    : say`${h.sender} ${h.did('bid', 'bid')} ${h.amount('Amount')} for ${nft}${h.has('Owner') ? ' of ' : undefined}${h.has('Owner') ? h.account('Owner') : undefined}`;
  return { summary, details: h.has('Expiration') ? [say`The offer is good until ${h.time('Expiration')}.`] : [] };
};

export const nftCancelOffer: Explain = (h) => {
  const offers = (h.tx['NFTokenOffers'] ?? []) as string[];
  const gone = h.changes.filter(({ type, kind }) => type === 'NFTokenOffer' && kind === 'deleted');
  const nfts = [...new Set(gone.map(({ fields }) => String(fields['NFTokenID'])))].slice(0, 4);
  return {
    summary: say`${h.sender} ${h.did('withdrew', 'withdraw')} ${offers.length === 1 ? 'an offer' : `${offers.length} offers`} for NFTs`,
    details:
      nfts.length > 0
        ? [
            say`${offers.length === 1 ? 'It was' : 'They were'} about ${listed(nfts.map((nft): Sentence => [{ nft }]))}.`,
          ]
        : [],
  };
};

export const nftAcceptOffer: Explain = (h) => {
  const offers = h.changes
    .filter(({ type, kind }) => type === 'NFTokenOffer' && kind === 'deleted')
    .map(({ fields }) => fields);
  const sold = offers.find(({ Flags }) => hasFlag(Number(Flags), sellOffer));
  const bid = offers.find(({ Flags }) => !hasFlag(Number(Flags), sellOffer));
  if (!h.done || (!sold && !bid))
    return { summary: say`${h.sender} ${h.did('accepted', 'accept')} an offer for an NFT`, details: [] };
  if (sold && bid) return brokered(h, sold, bid);
  const nft = { nft: String((sold ?? bid)!['NFTokenID']) };
  const price = (sold ?? bid)!['Amount'] as Amount;
  const free = price === '0';
  if (sold) {
    const from = { account: String(sold['Owner']) };
    return {
      summary: free
        ? say`${h.sender} took ${nft} from ${from}, for free`
        : say`${h.sender} bought ${nft} from ${from} for ${{ amount: price }}`,
      details: [],
    };
  }
  return {
    summary: say`${h.sender} sold ${nft} to ${{ account: String(bid!['Owner']) }} for ${{ amount: price }}`,
    details: [],
  };
};

function brokered(h: Happening, sold: Fields, bid: Fields): ReturnType<Explain> {
  const seller = { account: String(sold['Owner']) };
  const buyer = { account: String(bid['Owner']) };
  return {
    summary: say`${h.sender} brokered a sale: ${buyer} bought ${{ nft: String(sold['NFTokenID']) }} from ${seller} for ${{ amount: bid['Amount'] as Amount }}`,
    details: h.has('NFTokenBrokerFee') ? [say`The broker got ${h.amount('NFTokenBrokerFee')}.`] : [],
  };
}
