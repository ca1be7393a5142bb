import { CodecError } from '../codec/codec-error';
import { uint32At } from '../codec/uint32';
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
    if (fields.code === TransactionIndex) index = uint32At(metadata, fields.start);
    else if (fields.code === TransactionResult) result = metadata[fields.start] as number;
  }
  if (index < 0) throw new CodecError('missing', metadata.length, 'TransactionIndex');
  if (result < 0) throw new CodecError('missing', metadata.length, 'TransactionResult');
  return { index, result };
}
