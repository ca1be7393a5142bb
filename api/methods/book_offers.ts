import { account } from '../fields/account';
import { required, withError } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { anything, limit } from '../fields/scalars';
import { hex } from '../hex';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { bookOffers } from '../order-book/book-offers';
import { bookOf, takerAsset } from '../order-book/taker-asset';
import { invalidParams } from '../rpc-error';

export const book_offers = defineMethod({
  summary: 'The best offers of an order book, with what their owners have.',
  weight: 2,
  example: {
    taker_gets: { currency: 'XRP' },
    taker_pays: { currency: 'USD', issuer: 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq' },
    limit: 5,
  },
  errors: ['lgrNotFound', 'actMalformed', 'badMarket', 'dstAmtMalformed', 'dstIsrMalformed', 'srcIsrMalformed'],
  fields: {
    taker_gets: required(takerAsset('taker_gets')),
    taker_pays: required(takerAsset('taker_pays')),
    taker: withError(account({ description: 'Who would take the offers.' }), () =>
      invalidParams("Invalid field 'taker'."),
    ),
    limit: limit({ minimum: 1, default: 60, maximum: 100 }),
    ...ledgerFields,
    marker: anything({ description: 'Accepted for compatibility: the best offers are all on one page.' }),
  },
  async run(params, context) {
    const book = bookOf(params);
    const ledger = await selectLedger(params, context);
    const { ledgerIndex } = ledger;
    const { limit, taker } = params;
    const offers = await bookOffers(book, { ledgerIndex, limit, taker }, context);
    return { ledger_hash: hex(ledger.hash), ledger_index: ledgerIndex, offers };
  },
});
