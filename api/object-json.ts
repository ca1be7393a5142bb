import { fieldsShown, shown } from './codec';
import { hex } from './hex';
import { RawJson } from './json';

const emailHashOf = fieldsShown(['EmailHash']);
/** LedgerEntryType comes first in every entry; 0x61 is AccountRoot. */
const accountRoot = Buffer.from('110061', 'hex');

/** A ledger entry as JSON, with its key as `index`; an account's `EmailHash` also as `urlgravatar`. */
export function objectJson(key: Buffer, blob: Buffer): RawJson {
  return new RawJson(`${shown(blob).slice(0, -1)},"index":"${hex(key)}"${gravatar(blob)}}`);
}

function gravatar(blob: Buffer): string {
  if (blob.compare(accountRoot, 0, 3, 0, 3) !== 0) return '';
  const { EmailHash } = emailHashOf(blob);
  if (typeof EmailHash !== 'string' || EmailHash === '') return '';
  return `,"urlgravatar":"http://www.gravatar.com/avatar/${EmailHash.toLowerCase()}"`;
}
