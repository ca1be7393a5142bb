import { findField } from '../xrpl/codec/walk';
import type { AmendmentName } from '../schemas/amendments';
import type { Enabled } from './amendments';

interface Flag {
  readonly name: string;
  /** Bit of AccountRoot's `Flags` (rippled's lsf… flags). */
  readonly bit: number;
  /** Shown only where this amendment is in force. */
  readonly since?: AmendmentName;
}

const flags: readonly Flag[] = [
  { name: 'defaultRipple', bit: 0x00800000 },
  { name: 'depositAuth', bit: 0x01000000 },
  { name: 'disableMasterKey', bit: 0x00100000 },
  { name: 'disallowIncomingXRP', bit: 0x00080000 },
  { name: 'globalFreeze', bit: 0x00400000 },
  { name: 'noFreeze', bit: 0x00200000 },
  { name: 'passwordSpent', bit: 0x00010000 },
  { name: 'requireAuthorization', bit: 0x00040000 },
  { name: 'requireDestinationTag', bit: 0x00020000 },
  { name: 'disallowIncomingNFTokenOffer', bit: 0x04000000, since: 'DisallowIncoming' },
  { name: 'disallowIncomingCheck', bit: 0x08000000, since: 'DisallowIncoming' },
  { name: 'disallowIncomingPayChan', bit: 0x10000000, since: 'DisallowIncoming' },
  { name: 'disallowIncomingTrustline', bit: 0x20000000, since: 'DisallowIncoming' },
  { name: 'allowTrustLineClawback', bit: 0x80000000, since: 'Clawback' },
];

/** `account_flags` of an AccountRoot, by the names that the API has for them. */
export function accountFlags(accountRoot: Buffer, enabled: Enabled): Record<string, boolean> {
  const field = findField(accountRoot, 'Flags');
  const set = field ? accountRoot.readUInt32BE(field.start) : 0;
  const shown: Record<string, boolean> = {};
  for (const { name, bit, since } of flags) {
    if (!since || enabled(since)) shown[name] = (set & bit) !== 0;
  }
  return shown;
}
