/**
 * The short skip list (LedgerHashes) holds the hashes of the last 256 ledgers and changes with every ledger:
 * 8 KB of random bytes of which 32 are new. So most of its versions are stored as a tail (what precedes the
 * hashes, then the hashes added since the last ledger whose sequence is a multiple of `anchorInterval`), and
 * put together again when read.
 */
export const shortSkipListKey = Buffer.from('B4979A36CDC7F3D3D5C31A4EAE2AC7D7209DDA877588B9AFC66799692AB0D66B', 'hex');

export const anchorInterval = 16;
const hashSize = 32;
const mostHashes = 256;
/** Serialised field code of `Hashes`: Vector256 (19), field 2. */
const hashesField = Buffer.of(0x02, 0x13);

interface SkipList {
  /** Everything before the length of `Hashes`, its field code included. */
  head: Buffer;
  hashes: Buffer;
}

function parse(blob: Buffer): SkipList | undefined {
  // The field code's two bytes may also occur in a number before it: the right one has a length that fits.
  for (let field = blob.indexOf(hashesField); field >= 0; field = blob.indexOf(hashesField, field + 1)) {
    const start = field + hashesField.length;
    const byte = blob[start] ?? 0;
    // XRPL's variable length prefix: one byte up to 192, two up to 12480.
    const [length, size] = byte <= 192 ? [byte, 1] : [193 + ((byte - 193) << 8) + (blob[start + 1] ?? 0), 2];
    const hashes = blob.subarray(start + size);
    if (length > 0 && length % hashSize === 0 && hashes.length === length)
      return { head: blob.subarray(0, start), hashes };
  }
  return undefined;
}

function serialise({ head, hashes }: SkipList): Buffer {
  const length = hashes.length;
  const rest = length - 193;
  const prefix = length <= 192 ? Buffer.of(length) : Buffer.of(193 + (rest >>> 8), rest & 0xff);
  return Buffer.concat([head, prefix, hashes]);
}

/** The ledger whose version of the list is stored whole (unless history begins after it). */
export const anchorOf = (ledgerIndex: number): number => ledgerIndex - (ledgerIndex % anchorInterval);

/** @returns the tail to store instead, or `undefined` when the whole blob must be stored. */
export function skipListTail(blob: Buffer, ledgerIndex: number): Buffer | undefined {
  const added = ledgerIndex % anchorInterval;
  const list = parse(blob);
  if (added === 0 || !list || list.hashes.length < added * hashSize) return undefined;
  return Buffer.concat([Buffer.of(list.head.length), list.head, list.hashes.subarray(-added * hashSize)]);
}

/**
 * @param tail as stored for `ledgerIndex`
 * @param whole an earlier version stored whole, of ledger `wholeAt`, no older than the anchor
 */
export function restoreSkipList(tail: Buffer, ledgerIndex: number, whole: Buffer, wholeAt: number): Buffer {
  const earlier = parse(whole);
  const headEnd = 1 + tail[0]!;
  const added = tail.subarray(headEnd).subarray(-(ledgerIndex - wholeAt) * hashSize);
  if (!earlier) throw new Error(`the skip list of ledger ${wholeAt} can't be read`);
  const hashes = Buffer.concat([earlier.hashes, added]).subarray(-mostHashes * hashSize);
  return serialise({ head: tail.subarray(1, headEnd), hashes });
}
