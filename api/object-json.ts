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
export function objectJson(key: Buffer, blob: Buffer): RawJson {
  return new RawJson(`${shown(blob).slice(0, -1)},"index":"${hex(key)}"${added(blob)}}`);
}

function added(blob: Buffer): string {
  switch (blob.readUInt16BE(1)) {
    case accountRoot: {
      const { EmailHash } = emailHashOf(blob);
      if (typeof EmailHash !== 'string' || EmailHash === '') return '';
      return `,"urlgravatar":"http://www.gravatar.com/avatar/${EmailHash.toLowerCase()}"`;
    }
    case mptIssuance: {
      const { Sequence, Issuer } = issuanceOf(blob) as { Sequence: number; Issuer: string };
      return `,"mpt_issuance_id":"${hex(mptId(Sequence, decodeAccountId(Issuer)!))}"`;
    }
    default:
      return '';
  }
}
