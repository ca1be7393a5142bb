import { contents, transactionHashes } from '../schemas/tables/contents';
import { compress } from '../store/blocks/compression';
import { packContents } from '../store/blocks/contents-block';
import { shortSkipListKey, skipListTail } from '../store/blocks/skip-list';
import { put } from '../store/port';
import { transactionId } from '../xrpl/hash';
import type { LedgerDiff, ObjectRecord } from '../xrpl/ledger-diff';
import type { View } from './view';

/** Transactions with metadata and the objects they changed, by place; and places of transactions by id. */
export const contentsView: View = {
  name: 'contents',
  beginsWith: 'diff',
  rows(segment) {
    const { ledgerIndex: ledger, firstTransaction, transactions } = segment;
    const ids = transactions.map(({ transaction }) => transactionId(transaction));
    const blocks = packContents(segment, ids, (object) => tailOf(object, segment)).map(({ position, bytes }) =>
      put(contents, { ledger, position, block: compress(bytes) }),
    );
    const hashes = ids.map((id, place) =>
      put(transactionHashes, { prefix: id.subarray(0, 8), ledger, index: firstTransaction + place }),
    );
    return [...blocks, ...hashes];
  },
};

function tailOf({ key, change, blob }: ObjectRecord, { kind, ledgerIndex }: LedgerDiff): Buffer | undefined {
  const modified = kind === 'diff' && change === 'modified' && key.equals(shortSkipListKey);
  return modified ? skipListTail(blob!, ledgerIndex) : undefined;
}
