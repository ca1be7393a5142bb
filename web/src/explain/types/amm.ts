import { balanceChanges } from '../balance-changes';
import { toAmount, xrpOf } from '../../format/amount';
import { isXrp } from '../../format/currency';
import { add, isNegative, isZero, negate, type Decimal } from '../../format/decimal';
import type { Asset } from '../../node/answers';
import { listed, say, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

const pool = (h: Happening): Sentence => say`the pool of ${h.asset('Asset')} and ${h.asset('Asset2')}`;

/** What the sender has more or less now, LP tokens among it, the fee aside. */
function moved(h: Happening): { asset: Asset; difference: Decimal }[] {
  const own = balanceChanges(h.meta).filter(({ account }) => account === h.tx.Account);
  return own
    .map(({ asset, difference }) => ({
      asset,
      difference: isXrp(asset) ? add(difference, xrpOf(h.tx.Fee)) : difference,
    }))
    .filter(({ difference }) => !isZero(difference));
}

function exchange(h: Happening): Sentence[] {
  const all = moved(h);
  const gave = all.filter(({ difference }) => isNegative(difference));
  const got = all.filter(({ difference }) => !isNegative(difference));
  return [
    ...(gave.length > 0 ? [say`It gave ${listed(gave.map(amountOf))}.`] : []),
    ...(got.length > 0 ? [say`It got ${listed(got.map(amountOf))}.`] : []),
  ];
}

const amountOf = ({ asset, difference }: { asset: Asset; difference: Decimal }): Sentence => [
  { amount: toAmount(asset, isNegative(difference) ? negate(difference) : difference) },
];

const fee = (h: Happening): string => `${h.number('TradingFee') / 1000}%`;

export const ammCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('opened', 'open')} an automated market maker with ${h.amount('Amount')} and ${h.amount('Amount2')}`,
  details: [say`Its trading fee is ${fee(h)}.`, ...(h.done ? exchange(h) : [])],
});

export const ammDeposit: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('put liquidity into', 'put liquidity into')} ${pool(h)}`,
  details: h.done ? exchange(h) : wanted(h, 'Amount', 'Amount2', 'LPTokenOut'),
});

export const ammWithdraw: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('took liquidity out of', 'take liquidity out of')} ${pool(h)}`,
  details: h.done ? exchange(h) : wanted(h, 'Amount', 'Amount2', 'LPTokenIn'),
});

function wanted(h: Happening, ...fields: string[]): Sentence[] {
  const amounts = fields.filter((field) => h.has(field)).map((field): Sentence => [h.amount(field)]);
  return amounts.length === 0 ? [] : [say`It was about ${listed(amounts)}.`];
}

export const ammVote: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('voted', 'vote')} for a trading fee of ${fee(h)} in ${pool(h)}`,
  details: [],
});

export const ammBid: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('bid', 'bid')} for the auction slot of ${pool(h)}, which lowers its trading fee for a day`,
  details: h.done ? exchange(h) : wanted(h, 'BidMin', 'BidMax'),
});

export const ammDelete: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('removed', 'remove')} what was left of ${pool(h)}`,
  details: [],
});

export const ammClawback: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('clawed', 'claw')} tokens of ${h.account('Holder')} back out of ${pool(h)}`,
  details: [],
});
