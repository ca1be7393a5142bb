import type { Amount } from '../../node/answers';
import { hexText } from '../memos';
import { listed, say, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

/** AccountSet's asf flags: what is so once it is set. */
const settings: Record<number, string> = {
  1: 'payments to it need a destination tag',
  2: 'trust lines to it need its authorization',
  3: 'asks not to be sent XRP',
  4: 'its master key is disabled',
  5: 'the id of its last transaction is kept',
  6: 'it can never freeze again',
  7: 'everything it issued is frozen',
  8: 'its tokens ripple by default',
  9: 'only who is authorized may send it money',
  10: 'another may mint NFTs for it',
  12: 'takes no offers for NFTs',
  13: 'takes no checks',
  14: 'takes no payment channels',
  15: 'takes no trust lines',
  16: 'it can claw its tokens back',
  17: 'its tokens may be put in escrow',
};

const nameOf = (flag: number): string => settings[flag] ?? `setting ${flag}`;

export const accountSet: Explain = (h) => {
  const did: Sentence[] = [];
  if (h.has('SetFlag')) did.push(say`turned on “${nameOf(h.number('SetFlag'))}”`);
  if (h.has('ClearFlag')) did.push(say`turned off “${nameOf(h.number('ClearFlag'))}”`);
  if (h.has('Domain'))
    did.push(h.text('Domain') === '' ? say`removed its domain` : say`named ${hexText(h.text('Domain'))} as its domain`);
  if (h.has('TransferRate')) did.push(say`set its transfer fee to ${percent(h.number('TransferRate'))}`);
  if (h.has('TickSize')) did.push(say`set its tick size to ${h.text('TickSize')} digits`);
  if (h.has('EmailHash')) did.push(say`set its e-mail hash`);
  if (h.has('MessageKey')) did.push(say`set its message key`);
  if (h.has('NFTokenMinter')) did.push(say`let ${h.account('NFTokenMinter')} mint NFTs for it`);
  const what = did.length === 0 ? say`touched its settings and changed none` : listed(did);
  return {
    summary: h.done ? say`${h.sender} ${what}` : say`${h.sender} tried to change its settings: it would have ${what}`,
    details: [],
  };
};

/** A rate of a billion is no fee. */
const percent = (rate: number): string => `${rate === 0 ? 0 : Number(((rate - 1e9) / 1e7).toFixed(7))}%`;

export const setRegularKey: Explain = (h) => ({
  summary: h.has('RegularKey')
    ? say`${h.sender} ${h.did('let', 'let')} the key of ${h.account('RegularKey')} sign for it`
    : say`${h.sender} ${h.did('removed', 'remove')} its regular key`,
  details: [],
});

export const signerListSet: Explain = (h) => {
  const entries = (h.tx['SignerEntries'] ?? []) as { SignerEntry: { Account: string; SignerWeight: number } }[];
  if (entries.length === 0)
    return { summary: say`${h.sender} ${h.did('removed', 'remove')} its list of signers`, details: [] };
  const signers = entries.map(
    ({ SignerEntry: { Account, SignerWeight } }) => say`${{ account: Account }} (weight ${SignerWeight})`,
  );
  return {
    summary: say`${h.sender} ${h.did('named', 'name')} ${entries.length === 1 ? 'one signer' : `${entries.length} signers`}, signing together with a weight of ${h.text('SignerQuorum')} or more`,
    details: [say`They are ${listed(signers)}.`],
  };
};

export const trustSet: Explain = (h) => {
  const limit = h.tx['LimitAmount'] as Exclude<Amount, string>;
  const issuer = 'issuer' in limit ? limit.issuer : '';
  if (Number(limit.value) === 0) {
    const closed = h.change('RippleState', 'deleted');
    const details = closed ? [say`Nothing was left on the line, so it is gone, and with it its reserve.`] : [];
    return {
      summary: say`${h.sender} ${h.did('ended', 'end')} its trust in ${{ account: issuer }} for ${{ asset: limit as never }}`,
      details,
    };
  }
  const opened = h.change('RippleState', 'created');
  return {
    summary: say`${h.sender} ${h.did('trusts', 'trust')} ${{ account: issuer }} for up to ${{ amount: limit }}`,
    details: opened ? [say`The trust line between them is new.`] : [],
  };
};

export const accountDelete: Explain = (h) => {
  const delivered = h.meta['DeliveredAmount'] ?? h.meta.delivered_amount;
  const details =
    h.done && delivered !== undefined
      ? [say`What was left of it, ${{ amount: delivered as Amount }}, went there.`]
      : [];
  return {
    summary: say`${h.sender} ${h.did('was deleted', 'be deleted')} in favour of ${h.account('Destination')}`,
    details,
  };
};

export const depositPreauth: Explain = (h) => ({ summary: say`${h.sender} ${preauthorization(h)}`, details: [] });

function preauthorization(h: Happening): Sentence {
  if (h.has('Authorize')) return say`${h.did('allowed', 'allow')} ${h.account('Authorize')} to send it money`;
  if (h.has('Unauthorize'))
    return say`${h.did('no longer allows', 'no longer allow')} ${h.account('Unauthorize')} to send it money`;
  if (h.has('AuthorizeCredentials'))
    return say`${h.did('allowed', 'allow')} whoever has certain credentials to send it money`;
  return say`${h.did('no longer allows', 'no longer allow')} holders of certain credentials to send it money`;
}

export const ticketCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('set aside', 'set aside')} ${h.text('TicketCount')} ${h.number('TicketCount') === 1 ? 'ticket' : 'tickets'}: sequence numbers to use later, in any order`,
  details: [],
});

export const delegateSet: Explain = (h) => {
  const permissions = ((h.tx['Permissions'] ?? []) as { Permission: { PermissionValue: string } }[]).map(
    ({ Permission }): Sentence => [Permission.PermissionValue],
  );
  const summary =
    permissions.length === 0
      ? say`${h.sender} ${h.did('took back', 'take back')} what ${h.account('Authorize')} was allowed to do for it`
      : say`${h.sender} ${h.did('let', 'let')} ${h.account('Authorize')} act for it: ${listed(permissions)}`;
  return { summary, details: [] };
};
