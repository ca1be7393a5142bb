import type { Amount, Fields } from '../node/answers';
import { amountValue } from '../format/amount';
import { approximate } from '../format/decimal';

export interface BookOffer extends Fields {
  Account: string;
  index: string;
  TakerGets: Amount;
  TakerPays: Amount;
  taker_gets_funded?: Amount;
  taker_pays_funded?: Amount;
}

/** One offer, seen from the pair: so much of the base at a price in the counter asset. */
export interface Level {
  readonly id: string;
  readonly account: string;
  readonly price: number;
  /** Of the base, as far as its maker has it. */
  readonly size: number;
  /** Of the base at this price or a better one. */
  readonly depth: number;
}

const number = (amount: Amount): number => approximate(amountValue(amount));

/**
 * The offers of one side, best first. Those whose makers have nothing of what they offer are left out, as those who
 * take offers would pass over them.
 * @param side `asks` give the base, `bids` give the counter asset
 */
export function levelsOf(offers: readonly BookOffer[], side: 'asks' | 'bids'): Level[] {
  let depth = 0;
  return offers.flatMap((offer) => {
    const gets = number(offer.taker_gets_funded ?? offer.TakerGets);
    const pays = number(offer.taker_pays_funded ?? offer.TakerPays);
    const [size, counter] = side === 'asks' ? [gets, pays] : [pays, gets];
    if (size === 0 || counter === 0) return [];
    // The price is that of the whole offer: what is funded of it may be rounded.
    const [wholeGets, wholePays] = [number(offer.TakerGets), number(offer.TakerPays)];
    const price = side === 'asks' ? wholePays / wholeGets : wholeGets / wholePays;
    depth += size;
    return [{ id: offer.index, account: offer.Account, price, size, depth }];
  });
}

export interface Depth {
  /** Ascending. */
  readonly prices: number[];
  readonly bids: (number | null)[];
  readonly asks: (number | null)[];
}

/** Both sides as one plot has them; what is far from the middle is left out, or nothing else could be seen. */
export function depthOf(bids: readonly Level[], asks: readonly Level[]): Depth {
  const [bid, ask] = [bids[0]?.price, asks[0]?.price];
  const middle = bid !== undefined && ask !== undefined ? (bid + ask) / 2 : (bid ?? ask ?? 0);
  const near = ({ price }: Level): boolean => price >= middle / 2 && price <= middle * 2;
  const left = bids.filter(near).map(({ price, depth }) => ({ price, bid: depth, ask: null }));
  const right = asks.filter(near).map(({ price, depth }) => ({ price, bid: null, ask: depth }));
  const all = [...left.reverse(), ...right];
  // A book may be crossed by offers that nobody can take; a plot needs its prices ascending all the same.
  all.sort((a, b) => a.price - b.price);
  return {
    prices: all.map(({ price }) => price),
    bids: all.map(({ bid: depth }) => depth),
    asks: all.map(({ ask: depth }) => depth),
  };
}
