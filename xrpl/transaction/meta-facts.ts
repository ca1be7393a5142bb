import { CodecError } from '../codec/codec-error';
import { fieldOf, FieldWalker } from '../codec/walk';

const TransactionIndex = fieldOf('TransactionIndex');
const TransactionResult = fieldOf('TransactionResult');

/** `TransactionResult` of success; every other one only took the fee. */
export const tesSUCCESS = 0;

export interface MetaFacts {
  /** TransactionIndex: the transaction's place in its ledger. */
  index: number;
  /** TransactionResult, a code of `TRANSACTION_RESULTS` of the definitions. */
  result: number;
}

/** @throws CodecError when the metadata is malformed or lacks one of the facts. */
export function metaFacts(metadata: Uint8Array): MetaFacts {
  let index = -1;
  let result = -1;
  const fields = new FieldWalker(metadata);
  while (fields.next()) {
    if (fields.code === TransactionIndex) index = uint32(metadata, fields.start);
    else if (fields.code === TransactionResult) result = metadata[fields.start] as number;
  }
  if (index < 0) throw new CodecError('missing', metadata.length, 'TransactionIndex');
  if (result < 0) throw new CodecError('missing', metadata.length, 'TransactionResult');
  return { index, result };
}

function uint32(b: Uint8Array, at: number): number {
  const [b0, b1, b2, b3] = [b[at] as number, b[at + 1] as number, b[at + 2] as number, b[at + 3] as number];
  return b0 * 0x1000000 + ((b1 << 16) | (b2 << 8) | b3);
}
