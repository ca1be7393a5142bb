import { fieldOf, findField } from '../xrpl/codec/walk';
import type { AmendmentName } from '../schemas/amendments';
import type { Enabled } from './amendments';
import { jsonText, RawJson } from './json';

const Flags = fieldOf('Flags');

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

/** Accounts have few combinations of flags: each is made into text once for a ledger. */
const texts = new WeakMap<Enabled, Map<number, RawJson>>();

/** `account_flags` of an AccountRoot, by the names that the API has for them. */
export function accountFlags(accountRoot: Buffer, enabled: Enabled): RawJson {
  const field = findField(accountRoot, Flags);
  const set = field ? accountRoot.readUInt32BE(field.start) : 0;
  let known = texts.get(enabled);
  if (!known) texts.set(enabled, (known = new Map<number, RawJson>()));
  let text = known.get(set);
  if (!text) known.set(set, (text = new RawJson(jsonText(shown(set, enabled)))));
  return text;
}

function shown(set: number, enabled: Enabled): Record<string, boolean> {
  const shown: Record<string, boolean> = {};
  for (const { name, bit, since } of flags) {
    if (!since || enabled(since)) shown[name] = (set & bit) !== 0;
  }
  return shown;
}
