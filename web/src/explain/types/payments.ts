import type { Amount } from '../../node/answers';
import { amountValue } from '../../format/amount';
import { assetKey, assetOf } from '../../format/currency';
import { isZero, subtract } from '../../format/decimal';
import { hasFlag } from '../flags';
import { listed, say, type Sentence } from '../sentence';
import { fillsOf } from '../fills';
import type { Explain, Happening } from '../happening';

const partialPayment = 0x20000;

export const payment: Explain = (h) => {
  const { tx, meta } = h;
  const wanted = (tx['DeliverMax'] ?? tx['Amount']) as Amount;
  const arrived = meta.delivered_amount ?? wanted;
  const self = tx['Destination'] === tx.Account;
  const spends = tx['SendMax'] as Amount | undefined;
  const exchanges = spends !== undefined && assetKey(assetOf(spends)) !== assetKey(assetOf(wanted));
  const summary = self
    ? say`${h.sender} ${h.did('exchanged', 'exchange')} ${exchanges ? { asset: assetOf(spends) } : undefined}${exchanges ? ' for ' : undefined}${{ amount: h.done ? arrived : wanted }}`
    : say`${h.sender} ${h.did('sent', 'send')} ${{ amount: h.done ? arrived : wanted }} to ${h.account('Destination')}`;
  return {
    summary,
    details: h.done ? [...delivered(h, wanted, arrived), ...ways(h, spends, exchanges), ...born(h)] : [],
  };
};

function delivered({ tx }: Happening, wanted: Amount, arrived: Amount): Sentence[] {
  if (typeof arrived === 'string' && !/^\d+$/.test(arrived)) return []; // "unavailable", for very old ones
  if (!hasFlag(tx.Flags, partialPayment) || isZero(subtract(amountValue(wanted), amountValue(arrived)))) return [];
  return [say`It was a partial payment: of at most ${{ amount: wanted }}, ${{ amount: arrived }} arrived.`];
}

function ways(h: Happening, spends: Amount | undefined, exchanges: boolean): Sentence[] {
  const fills = fillsOf(h.meta);
  const tagged = !h.has('DestinationTag')
    ? []
    : [say`It names ${h.text('DestinationTag')} as the destination tag: who or what it is for.`];
  const limit = spends && exchanges ? [say`The sender was ready to spend up to ${{ amount: spends }}.`] : [];
  if (fills.length === 0) return [...limit, ...tagged];
  return [
    ...limit,
    say`On its way it took ${fills.length === 1 ? 'one offer' : `${fills.length} offers`} of the order books, of ${listed(makers(fills))}.`,
    ...tagged,
  ];
}

function makers(fills: readonly { account: string }[]): Sentence[] {
  const accounts = [...new Set(fills.map(({ account }) => account))];
  const shown = accounts.slice(0, 3).map((account): Sentence => [{ account }]);
  return accounts.length > 3 ? [...shown, [`${accounts.length - 3} others`]] : shown;
}

function born(h: Happening): Sentence[] {
  const created = h.change('AccountRoot', 'created');
  return created ? [say`With it the account ${{ account: String(created.fields['Account']) }} came into being.`] : [];
}

export const clawback: Explain = (h) => {
  const amount = h.tx['Amount'] as Amount;
  // The issuer's place in the amount names the holder, but for MPTs.
  const holder = h.has('Holder')
    ? h.text('Holder')
    : typeof amount === 'object' && 'issuer' in amount
      ? amount.issuer
      : '';
  const shown = typeof amount === 'object' && 'issuer' in amount ? { ...amount, issuer: h.tx.Account } : amount;
  return {
    summary: say`${h.sender} ${h.did('clawed', 'claw')} ${{ amount: shown }} back from ${{ account: holder }}`,
    details: [],
  };
};
