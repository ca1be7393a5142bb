import { decodeAccountId } from '../xrpl/base58';
import { mptId } from '../xrpl/mpt';
import { fieldsShown, shown } from './codec';
import { hex } from './hex';
import { RawJson } from './json';

const emailHashOf = fieldsShown(['EmailHash']);
const issuanceOf = fieldsShown(['Sequence', 'Issuer']);

// LedgerEntryType comes first in every entry: its field header is 0x11, the type two bytes.
const accountRoot = 0x0061;
const mptIssuance = 0x007e;

/** A ledger entry as JSON, with its key as `index`, and what rippled adds to some types. */
export const objectJson = (key: Buffer, blob: Buffer): RawJson =>
  json(key, blob, `${issuanceId(blob)}${gravatar(blob)}`);

/** The same without what rippled adds only where it tells about an account (`account_info`). */
export const entryJson = (key: Buffer, blob: Buffer): RawJson => json(key, blob, issuanceId(blob));

const json = (key: Buffer, blob: Buffer, added: string): RawJson =>
  new RawJson(`${shown(blob).slice(0, -1)},"index":"${hex(key)}"${added}}`);

const typeOf = (blob: Buffer): number => blob.readUInt16BE(1);

function gravatar(blob: Buffer): string {
  if (typeOf(blob) !== accountRoot) return '';
  const { EmailHash } = emailHashOf(blob);
  if (typeof EmailHash !== 'string' || EmailHash === '') return '';
  return `,"urlgravatar":"http://www.gravatar.com/avatar/${EmailHash.toLowerCase()}"`;
}

function issuanceId(blob: Buffer): string {
  if (typeOf(blob) !== mptIssuance) return '';
  const { Sequence, Issuer } = issuanceOf(blob) as { Sequence: number; Issuer: string };
  return `,"mpt_issuance_id":"${hex(mptId(Sequence, decodeAccountId(Issuer)!))}"`;
}
