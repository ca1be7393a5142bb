import type { Asset } from '../../node/answers';
import { assetName } from '../../format/currency';
import { say, type Sentence } from '../sentence';
import type { Explain, Happening } from '../happening';

interface Bridge {
  LockingChainIssue: Asset;
  IssuingChainIssue: Asset;
}

function bridge(h: Happening): Sentence {
  const { LockingChainIssue: locking, IssuingChainIssue: issuing } = h.tx['XChainBridge'] as Bridge;
  return say`the bridge of ${assetName(locking)} to ${assetName(issuing)} of another chain`;
}

const plainly =
  (past: string, infinitive: string, ...amounts: string[]): Explain =>
  (h) => ({
    summary: say`${h.sender} ${h.did(past, infinitive)} ${bridge(h)}`,
    details: amounts
      .filter((field) => h.has(field))
      .map((field) => say`${labels[field] ?? field}: ${h.amount(field)}.`),
  });

const labels: Record<string, string> = {
  Amount: 'Amount',
  SignatureReward: 'Reward of those who attest',
  MinAccountCreateAmount: 'What an account must begin with',
};

export const bridgeCreate = plainly('opened', 'open', 'SignatureReward', 'MinAccountCreateAmount');
export const bridgeModify = plainly('changed', 'change', 'SignatureReward', 'MinAccountCreateAmount');
export const bridgeCommit: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('sent', 'send')} ${h.amount('Amount')} over ${bridge(h)}`,
  details: [],
});
export const bridgeClaimId = plainly('asked for a claim id on', 'get a claim id on', 'SignatureReward');
export const bridgeClaim: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('claimed', 'claim')} ${h.amount('Amount')} for ${h.account('Destination')} from ${bridge(h)}`,
  details: [],
});
export const bridgeAccountCreate: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('sent', 'send')} ${h.amount('Amount')} over ${bridge(h)}, to open ${h.account('Destination')} there`,
  details: [],
});
export const bridgeAttest: Explain = (h) => ({
  summary: say`${h.sender} ${h.did('attested', 'attest')} that ${h.account('OtherChainSource')} sent ${h.amount('Amount')} over ${bridge(h)}`,
  details: [],
});
