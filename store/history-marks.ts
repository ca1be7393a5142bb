import type { AccountPart } from '../xrpl/transaction/account-part';
import type { PartFilter } from '../xrpl/transaction/part-filter';

/**
 * An account's part in a transaction in a few bytes of its row: a byte of flags, then 16 bits of a hash for each
 * counterparty, destination tag and token. They tell which transactions can't be meant by a filter; whether one is
 * meant, the transaction tells.
 */
const flag = { sent: 1, actor: 2, authorizer: 4, incomplete: 8 } as const;

const hashSize = 2;
/** A transaction through so many accounts and tokens is read instead: it bounds the row. */
const mostHashes = 50;
/** The most bytes that marks take. */
export const largestMarks = 1 + mostHashes * hashSize;

/** What a hash is of: an account and a token may begin with the same bytes. */
const kind = { counterparty: 1, destinationTag: 2, token: 3 } as const;

export function marksOf(part: AccountPart): Buffer {
  const { sent, delegate, counterparties, destinationTag, tokens } = part;
  const hashes = [
    ...counterparties.map((account) => hashOf(kind.counterparty, account)),
    ...(destinationTag === undefined ? [] : [hashOf(kind.destinationTag, bytesOfTag(destinationTag))]),
    ...tokens.map((token) => hashOf(kind.token, token)),
  ];
  const kept = Math.min(hashes.length, mostHashes);
  const marks = Buffer.alloc(1 + kept * hashSize);
  marks[0] =
    (sent ? flag.sent : 0) | (delegate ? flag[delegate.role] : 0) | (kept < hashes.length ? flag.incomplete : 0);
  for (let i = 0; i < kept; i++) marks.writeUInt16BE(hashes[i]!, 1 + i * hashSize);
  return marks;
}

/** Whether a row with these marks may be what the filter means. Rows written before there were marks have none. */
export function marksTest(filter: PartFilter): (marks: Buffer) => boolean {
  const { direction, counterparty, delegate, destinationTag, token } = filter;
  const sent = direction === 'sent' ? flag.sent : 0;
  const acts = delegate ? flag[delegate.role] : 0;
  const hashes = [
    ...(counterparty ? [hashOf(kind.counterparty, counterparty)] : []),
    ...(delegate?.counterparty ? [hashOf(kind.counterparty, delegate.counterparty)] : []),
    ...(destinationTag === undefined ? [] : [hashOf(kind.destinationTag, bytesOfTag(destinationTag))]),
    ...(token ? [hashOf(kind.token, token)] : []),
  ];
  return (marks) => {
    if (marks.length === 0) return true;
    const flags = marks[0]!;
    if (direction !== undefined && (flags & flag.sent) !== sent) return false;
    if ((flags & acts) !== acts) return false;
    return (flags & flag.incomplete) !== 0 || hashes.every((hash) => has(marks, hash));
  };
}

function has(marks: Buffer, hash: number): boolean {
  for (let at = 1; at < marks.length; at += hashSize) if (marks.readUInt16BE(at) === hash) return true;
  return false;
}

function bytesOfTag(tag: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(tag);
  return bytes;
}

/** FNV-1a, folded to 16 bits. */
function hashOf(kindOf: number, bytes: Uint8Array): number {
  let hash = Math.imul(0x811c9dc5 ^ kindOf, 0x01000193);
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}
