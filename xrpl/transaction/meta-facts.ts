import { afterHeader, field, fieldAt, skipValue, WireError } from './wire';

const TransactionIndex = field(2, 28);
const TransactionResult = field(16, 3);

export interface MetaFacts {
  /** TransactionIndex: the transaction's place in its ledger. */
  index: number;
  /** TransactionResult, a code of `TRANSACTION_RESULTS` of the definitions; 0 is tesSUCCESS. */
  result: number;
}

/** @throws WireError when the metadata is malformed or lacks one of the facts. */
export function metaFacts(metadata: Uint8Array): MetaFacts {
  let index = -1;
  let result = -1;
  let at = 0;
  while (at < metadata.length) {
    const code = fieldAt(metadata, at);
    at = afterHeader(metadata, at);
    const end = skipValue(metadata, at, code);
    if (code === TransactionIndex) index = uint32(metadata, at);
    else if (code === TransactionResult) result = metadata[at] as number;
    at = end;
  }
  if (index < 0 || result < 0) throw new WireError('has no TransactionIndex or no TransactionResult', at);
  return { index, result };
}

function uint32(b: Uint8Array, at: number): number {
  const [b0, b1, b2, b3] = [b[at] as number, b[at + 1] as number, b[at + 2] as number, b[at + 3] as number];
  return b0 * 0x1000000 + ((b1 << 16) | (b2 << 8) | b3);
}
