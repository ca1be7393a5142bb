import { ledgerEntryTypeNames, type LedgerEntryTypeName } from '../ledger-entry-types';
import type { RequestObject } from '../parse-json';
import { expectedField, invalidField } from './request';

const known = new Set<string>(ledgerEntryTypeNames);

/** `type`, a kind of ledger entry by its name. */
export function chosenType(request: RequestObject): LedgerEntryTypeName | undefined {
  if (!Object.hasOwn(request, 'type')) return undefined;
  const { type } = request;
  if (typeof type !== 'string') throw expectedField('type', 'string');
  if (!known.has(type)) throw invalidField('type');
  return type as LedgerEntryTypeName;
}
