import type { Amount } from '../../node/answers';
import { hasFlag } from '../flags';
import { say, type Part, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

// Money that is promised or set aside: escrows, checks, payment channels.

export const escrowCreate: Explain = (h) => {
  const details: Sentence[] = [];
  if (h.has('FinishAfter')) details.push(say`It can be paid out from ${h.time('FinishAfter')} on.`);
  if (h.has('CancelAfter')) details.push(say`From ${h.time('CancelAfter')} on it can only be given back.`);
  if (h.has('Condition')) details.push(say`Whoever pays it out must know the secret of its condition.`);
  return {
    summary: say`${h.sender} ${h.did('set', 'set')} ${h.amount('Amount')} aside in an escrow for ${h.account('Destination')}`,
    details,
  };
};

function escrow(h: Happening): { amount: Part | undefined; to: Part | undefined; from: Part } {
  const gone = h.change('Escrow', 'deleted')?.fields;
  return {
    amount: gone && { amount: gone['Amount'] as Amount },
    to: gone && { account: String(gone['Destination']) },
    from: { account: h.text('Owner') },
  };
}

export const escrowFinish: Explain = (h) => {
  const { amount, to, from } = escrow(h);
  const summary =
    amount && to
      ? say`${h.sender} paid out an escrow of ${from}: ${amount} went to ${to}`
      : say`${h.sender} ${h.did('paid out', 'pay out')} the escrow ${h.text('OfferSequence')} of ${from}`;
  return { summary, details: h.has('Fulfillment') ? [say`It gave the secret that the escrow asked for.`] : [] };
};

export const escrowCancel: Explain = (h) => {
  const { amount, from } = escrow(h);
  return {
    summary: amount
      ? say`${h.sender} cancelled an escrow: ${amount} went back to ${from}`
      : say`${h.sender} ${h.did('cancelled', 'cancel')} the escrow ${h.text('OfferSequence')} of ${from}`,
    details: [],
  };
};

export const checkCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('wrote', 'write')} ${h.account('Destination')} a check for up to ${h.amount('SendMax')}`,
  details: h.has('Expiration') ? [say`It is good until ${h.time('Expiration')}.`] : [],
});

export const checkCash: Explain = (h) => {
  const check = h.change('Check', 'deleted')?.fields;
  const amount = (h.meta.delivered_amount ?? h.tx['Amount'] ?? h.tx['DeliverMin']) as Amount;
  return {
    summary: say`${h.sender} ${h.did('cashed', 'cash')} a check${check ? ' of ' : undefined}${check && { account: String(check['Account']) }}: ${{ amount }}`,
    details: check ? [say`It was good for up to ${{ amount: check['SendMax'] as Amount }}.`] : [],
  };
};

export const checkCancel: Explain = (h) => {
  const check = h.change('Check', 'deleted')?.fields;
  const details = check
    ? [
        say`${{ account: String(check['Account']) }} had written it to ${{ account: String(check['Destination']) }}, for up to ${{ amount: check['SendMax'] as Amount }}.`,
      ]
    : [];
  return { summary: say`${h.sender} ${h.did('cancelled', 'cancel')} a check`, details };
};

export const channelCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('opened', 'open')} a payment channel to ${h.account('Destination')} with ${h.amount('Amount')}`,
  details: [
    say`Closing it takes ${h.text('SettleDelay')} seconds.`,
    ...(h.has('CancelAfter') ? [say`It ends at ${h.time('CancelAfter')}.`] : []),
  ],
});

export const channelFund: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('added', 'add')} ${h.amount('Amount')} to a payment channel`,
  details: channelEnds(h),
});

export const channelClaim: Explain = (h) => {
  const closes = hasFlag(h.tx.Flags, 0x20000);
  const gone = h.change('PayChannel', 'deleted') !== undefined;
  const what = h.has('Balance')
    ? say`${h.did('claimed', 'claim')} payment through a payment channel`
    : closes
      ? say`${h.did('asked', 'ask')} to close a payment channel`
      : say`${h.did('used', 'use')} a payment channel`;
  const details = [...channelEnds(h)];
  if (h.has('Balance')) details.push(say`It has paid ${h.amount('Balance')} in all now.`);
  if (gone) details.push(say`The channel is closed.`);
  return { summary: say`${h.sender} ${what}`, details: h.done ? details : [] };
};

function channelEnds(h: Happening): Sentence[] {
  const fields = h.change('PayChannel')?.fields;
  if (!fields || !h.done) return [];
  return [
    say`The channel goes from ${{ account: String(fields['Account']) }} to ${{ account: String(fields['Destination']) }} and holds ${{ amount: fields['Amount'] as Amount }}.`,
  ];
}
