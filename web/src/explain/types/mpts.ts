import { hasFlag } from '../flags';
import { say, type Part } from '../sentence';
import type { Explain, Happening } from '../happening';

const issuance = (h: Happening): Part => ({ asset: { mpt_issuance_id: h.text('MPTokenIssuanceID') } });

export const mptCreate: Explain = (h) => {
  const id = h.meta['mpt_issuance_id'];
  const details = [
    h.has('MaximumAmount')
      ? say`There can be at most ${h.text('MaximumAmount')} of them.`
      : say`There is no limit to how many.`,
    ...(h.has('TransferFee') ? [say`Passing them on costs ${String(h.number('TransferFee') / 1000)}%.`] : []),
  ];
  return {
    summary: say`${h.sender} ${h.did('created', 'create')} a multi-purpose token${typeof id === 'string' ? ': ' : undefined}${typeof id === 'string' ? { asset: { mpt_issuance_id: id } } : undefined}`,
    details,
  };
};

export const mptDestroy: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('ended', 'end')} its multi-purpose token ${issuance(h)}`,
  details: [],
});

export const mptSet: Explain = (h) => {
  const of = h.has('Holder') ? say` for ${h.account('Holder')}` : say` for everybody`;
  const what = hasFlag(h.tx.Flags, 1)
    ? h.did('locked', 'lock')
    : hasFlag(h.tx.Flags, 2)
      ? h.did('unlocked', 'unlock')
      : h.did('changed', 'change');
  return { summary: say`${h.sender} ${what} ${issuance(h)}${hasFlag(h.tx.Flags, 3) ? of : undefined}`, details: [] };
};

export const mptAuthorize: Explain = (h) => {
  const off = hasFlag(h.tx.Flags, 1);
  if (h.has('Holder')) {
    const what = off ? h.did('no longer lets', 'no longer let') : h.did('let', 'let');
    return { summary: say`${h.sender} ${what} ${h.account('Holder')} hold ${issuance(h)}`, details: [] };
  }
  return {
    summary: off
      ? say`${h.sender} ${h.did('gave up', 'give up')} holding ${issuance(h)}`
      : say`${h.sender} ${h.did('is ready', 'be ready')} to hold ${issuance(h)}`,
    details: [],
  };
};
