import { say } from '../sentence';
import type { Explain, Happening } from '../happening';

// Vaults and loans: what somebody put in, took out, or owes.

const about =
  (past: string, infinitive: string): Explain =>
  (h: Happening) => ({
    summary: say`${h.sender} ${h.did(past, infinitive)}${h.has('Amount') ? ': ' : undefined}${h.has('Amount') ? h.amount('Amount') : undefined}`,
    details: h.has('Destination') ? [say`It goes to ${h.account('Destination')}.`] : [],
  });

export const vaultCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('opened', 'open')} a vault for ${h.asset('Asset')}`,
  details: [],
});
export const vaultSet = about('changed a vault', 'change a vault');
export const vaultDelete = about('closed a vault', 'close a vault');
export const vaultDeposit = about('put assets into a vault', 'put assets into a vault');
export const vaultWithdraw = about('took assets out of a vault', 'take assets out of a vault');
export const vaultClawback = about('clawed assets back out of a vault', 'claw assets back out of a vault');
export const brokerSet = about('set up a loan broker', 'set up a loan broker');
export const brokerDelete = about('closed a loan broker', 'close a loan broker');
export const coverDeposit = about("added to a loan broker's cover", "add to a loan broker's cover");
export const coverWithdraw = about("took from a loan broker's cover", "take from a loan broker's cover");
export const coverClawback = about("clawed back from a loan broker's cover", "claw back from a loan broker's cover");
export const loanSet = about('agreed on a loan', 'agree on a loan');
export const loanManage = about('changed the standing of a loan', 'change the standing of a loan');
export const loanPay = about('paid for a loan', 'pay for a loan');
export const loanDelete = about('removed a loan', 'remove a loan');
