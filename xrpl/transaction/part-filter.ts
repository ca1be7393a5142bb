import type { AccountPart } from './account-part';
import type { Token } from './token-in';

/** What is wanted of an account's history, besides a type. What is absent is not asked for. */
export interface PartFilter {
  direction?: 'sent' | 'received' | undefined;
  /** AccountID, 20 bytes. */
  counterparty?: Uint8Array | undefined;
  /** The part of the other one: the `actor` signed for this account, the `authorizer` had this account sign. */
  delegate?: { role: 'actor' | 'authorizer'; counterparty?: Uint8Array | undefined } | undefined;
  destinationTag?: number | undefined;
  token?: Token | undefined;
}

/** Whether an account that has that part in a transaction finds it in a history so filtered. */
export function matches(part: AccountPart, filter: PartFilter): boolean {
  const { direction, counterparty, delegate, destinationTag, token } = filter;
  return (
    (direction === undefined || part.sent === (direction === 'sent')) &&
    (delegate === undefined || delegate.role === part.delegate?.role) &&
    (destinationTag === undefined || part.destinationTag === destinationTag) &&
    isAmong(counterparty, part.counterparties) &&
    isAmong(delegate?.counterparty, part.delegate ? [part.delegate.other] : []) &&
    isAmong(token, part.tokens)
  );
}

function isAmong(wanted: Uint8Array | undefined, list: readonly Uint8Array[]): boolean {
  return wanted === undefined || list.some((each) => Buffer.compare(each, wanted) === 0);
}
