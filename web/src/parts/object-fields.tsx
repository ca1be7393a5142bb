import type { ComponentChildren } from 'preact';
import type { Amount, Fields } from '../node/answers';
import { fromLedgerTime, dateTime } from '../format/time';
import { AmountOf } from './amount';
import { Address, NftLink, TransactionLink } from './links';
import { Facts } from './panel';

const accountFields = new Set([
  'Account',
  'Destination',
  'Owner',
  'RegularKey',
  'Issuer',
  'Authorize',
  'Holder',
  'Subject',
  'NFTokenMinter',
]);
const timeFields = new Set(['Expiration', 'FinishAfter', 'CancelAfter', 'CloseTime', 'LastUpdateTime']);
const dropsFields = new Set([
  'Balance',
  'Amount',
  'SendMax',
  'TakerGets',
  'TakerPays',
  'Fee',
  'SignatureReward',
  'MinAccountCreateAmount',
]);
/** What matters only to the ledger's own bookkeeping. */
const plumbing = new Set([
  'OwnerNode',
  'BookNode',
  'IssuerNode',
  'DestinationNode',
  'LowNode',
  'HighNode',
  'NFTokenOfferNode',
  'SubjectNode',
]);

const isAmount = (value: unknown): value is Exclude<Amount, string> =>
  typeof value === 'object' && value !== null && 'value' in value && ('issuer' in value || 'mpt_issuance_id' in value);

export function fieldValue(name: string, value: unknown): ComponentChildren {
  if (isAmount(value)) return <AmountOf amount={value} />;
  if (typeof value === 'string') {
    if (accountFields.has(name) || /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/.test(value)) return <Address of={value} />;
    if (dropsFields.has(name) && /^\d+$/.test(value)) return <AmountOf amount={value} />;
    if (name === 'PreviousTxnID') return <TransactionLink hash={value} />;
    if (name === 'NFTokenID') return <NftLink id={value} />;
    return <span class={/^[0-9A-F]{16,}$/.test(value) ? 'mono' : undefined}>{value}</span>;
  }
  if (typeof value === 'number' && timeFields.has(name))
    return dateTime(name === 'LastUpdateTime' ? value * 1000 : fromLedgerTime(value));
  if (typeof value === 'object' && value !== null) return <code>{JSON.stringify(value)}</code>;
  return String(value);
}

/** The fields of an object or of a transaction, each in its own form. */
export function ObjectFields({ of, except = [] }: { of: Fields; except?: readonly string[] }) {
  const shown = Object.entries(of).filter(([name]) => !plumbing.has(name) && !except.includes(name));
  return <Facts of={shown.map(([name, value]) => [name, fieldValue(name, value)] as const)} />;
}
