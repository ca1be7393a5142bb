import { amendmentId } from '../../../api/amendments';
import type { AmendmentName } from '../../../schemas/amendments';
import { amendments } from '../../../xrpl/keylets/singletons';
import { mptoken, mptokenIssuance } from '../../../xrpl/keylets/mptoken';
import { mptId } from '../../../xrpl/mpt';
import { hex, last, type Chain } from './chain';
import { blob, id, type Entry } from './owner';

export function enable(chain: Chain, ...names: AmendmentName[]): void {
  const Amendments = names.map((name) => hex(amendmentId(name)));
  chain.reader.change(last, amendments, blob({ LedgerEntryType: 'Amendments', Flags: 0, Amendments }));
}

export const issuanceId = (issuer: string, sequence: number): Buffer => mptId(sequence, id(issuer));

export function issuance(issuer: string, sequence: number, more: object = {}): Entry {
  const json = { LedgerEntryType: 'MPTokenIssuance', Issuer: issuer, Sequence: sequence, OwnerNode: '0' };
  return { key: mptokenIssuance(issuanceId(issuer, sequence)), json: { ...json, OutstandingAmount: '0', ...more } };
}

export function holding(mpt: Buffer, holder: string, more: object = {}): Entry {
  const json = { LedgerEntryType: 'MPToken', Account: holder, MPTokenIssuanceID: hex(mpt), OwnerNode: '0' };
  return { key: mptoken(mpt, id(holder)), json: { ...json, ...more } };
}
