import { decimalText, type Amount } from '../../xrpl/amount';
import { divideAmounts, negateAmount } from '../../xrpl/amount-arithmetic';
import { encodeAccountId } from '../../xrpl/base58';
import { ammTrades } from '../../xrpl/transaction/amm-trades';
import { offerFills, type OfferSide } from '../../xrpl/transaction/offer-fills';
import { amountColumns, Fields, hexText, prefixed } from './columns';
import type { Topic, TopicRecord } from './topic';
import { happening, happeningIdentity, transactionsOf, type LedgerTransaction } from './transactions-of';

/** Every fill of an offer, and what was traded with an AMM. */
export const exchangesTopic: Topic = {
  name: 'xrpl.exchanges',
  identity: happeningIdentity,
  key: 'maker',
  filter: {
    type: 'transaction_type',
    accounts: ['maker', 'taker'],
    tokens: [
      ['taker_got_currency', 'taker_got_issuer'],
      ['taker_paid_currency', 'taker_paid_issuer'],
    ],
  },
  begin() {
    return (segment) => [...transactionsOf(segment)].flatMap(exchanges);
  },
};

function exchanges(entry: LedgerTransaction): TopicRecord[] {
  const { transaction, metadata } = entry;
  const taker = new Fields(transaction).account('Account') ?? null;
  const records: TopicRecord[] = [];
  const push = (maker: Uint8Array, got: OfferSide, paid: OfferSide, venue: TopicRecord): void => {
    const [gotten, payment] = [size(got.change), size(paid.change)];
    records.push({
      ...happening(entry, records.length),
      taker,
      maker: encodeAccountId(maker),
      ...prefixed('taker_got', amountColumns(got.asset, gotten)),
      ...prefixed('taker_paid', amountColumns(paid.asset, payment)),
      price: gotten.mantissa === 0n ? null : decimalText(divideAmounts(payment, gotten, 'issued')),
      ...venue,
    });
  };
  for (const { offer, maker, sequence, gets, pays, domain, removed } of offerFills(transaction, metadata)) {
    if (gets.change.mantissa === 0n && pays.change.mantissa === 0n) continue;
    push(maker, gets, pays, {
      venue: 'OFFER',
      offer_index: hexText(offer),
      offer_sequence: sequence,
      offer_removed: removed,
      domain: domain ? hexText(domain) : null,
    });
  }
  for (const { amm, gave, took } of ammTrades(metadata)) {
    const venue = { venue: 'AMM', offer_index: null, offer_sequence: null, offer_removed: null, domain: null };
    push(amm, gave, took, venue);
  }
  return records;
}

const size = (amount: Amount): Amount => (amount.mantissa < 0n ? negateAmount(amount) : amount);
