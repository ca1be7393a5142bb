import { hasFlag } from '../flags';
import { fillsOf } from '../fills';
import { say, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

const sell = 0x80000;

export const offerCreate: Explain = (h) => {
  const selling = hasFlag(h.tx.Flags, sell);
  const summary = selling
    ? say`${h.sender} ${h.did('offered', 'offer')} ${h.amount('TakerGets')} for at least ${h.amount('TakerPays')}`
    : say`${h.sender} ${h.did('offered', 'offer')} ${h.amount('TakerGets')} for ${h.amount('TakerPays')}`;
  return { summary, details: h.done ? [...taken(h), ...left(h), ...replaced(h), ...until(h)] : [] };
};

function taken({ meta }: Happening): Sentence[] {
  const fills = fillsOf(meta);
  const shown = fills
    .slice(0, 5)
    .map(
      ({ account, gave, got, whole }) =>
        say`It took ${whole ? 'all' : 'part'} of an offer of ${{ account }}, who gave ${{ amount: gave }} for ${{ amount: got }}.`,
    );
  return fills.length > 5 ? [...shown, say`It took ${fills.length - 5} more offers.`] : shown;
}

function left(h: Happening): Sentence[] {
  const created = h.change('Offer', 'created');
  const took = fillsOf(h.meta).length > 0;
  if (created) {
    const { TakerGets, TakerPays } = created.fields;
    if (!took) return [say`Nobody took it at once: it waits in the order book.`];
    return [
      say`What is left waits in the order book: ${{ amount: TakerGets as never }} for ${{ amount: TakerPays as never }}.`,
    ];
  }
  return took ? [say`Nothing of it was left for the order book.`] : [say`It was not put into the order book.`];
}

function replaced(h: Happening): Sentence[] {
  if (!h.has('OfferSequence')) return [];
  return [say`It replaces the account's offer ${h.text('OfferSequence')}.`];
}

function until(h: Happening): Sentence[] {
  return h.has('Expiration') ? [say`It is good until ${h.time('Expiration')}.`] : [];
}

export const offerCancel: Explain = (h) => {
  const gone = h.change('Offer', 'deleted');
  const summary = say`${h.sender} ${h.did('withdrew', 'withdraw')} the offer ${h.text('OfferSequence')}`;
  if (!h.done) return { summary, details: [] };
  if (!gone) return { summary, details: [say`There was no such offer any more: nothing changed.`] };
  const { TakerGets, TakerPays } = gone.fields;
  return {
    summary,
    details: [say`Of it, ${{ amount: TakerGets as never }} for ${{ amount: TakerPays as never }} was left.`],
  };
};
