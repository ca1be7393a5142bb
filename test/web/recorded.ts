import { metadataJson, transactionJson } from '../../api/transaction-json';
import { transactionId } from '../../xrpl/hash';
import { closeTimeIn } from '../../xrpl/header';
import type { Transaction } from '../../web/src/node/answers';
import { fromLedgerTime } from '../../web/src/format/time';
import { demoLedgers } from '../demo';

export interface Recorded extends Transaction {
  /** As the ledger has it, in binary. */
  readonly metadata: Buffer;
}

/** Every transaction of the bundled recording, as `tx` answers it in API version 2. */
export async function recordedTransactions(): Promise<Recorded[]> {
  return (await demoLedgers()).flatMap((segments) => {
    const { ledgerIndex, header } = segments[0]!;
    const closeTime = closeTimeIn(header);
    const transactions = segments.flatMap((segment) => segment.transactions);
    return transactions.map(({ transaction, metadata }, index) => {
      const id = transactionId(transaction);
      const stored = { ledgerIndex, index, id, transaction, metadata };
      return {
        hash: id.toString('hex').toUpperCase(),
        tx_json: JSON.parse(transactionJson(stored, 2).text),
        meta: JSON.parse(metadataJson(stored, closeTime, true).text),
        ledger_index: ledgerIndex,
        close_time_iso: new Date(fromLedgerTime(closeTime)).toISOString(),
        metadata,
      };
    });
  });
}
