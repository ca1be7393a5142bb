import { ledgerHash } from '../../xrpl/header';
import type { TransactionRecord } from '../../xrpl/ledger-diff';
import type { Message } from '../../rippled/connection';
import type { LedgerHeading } from './ledger-node';

/** An answer to `ledger` with `binary`. */
export interface LedgerAnswer {
  readonly heading: LedgerHeading;
  readonly transactions: TransactionRecord[];
  /** What `diff` adds: objects as they are after the ledger, `null` when deleted. */
  readonly changes: { key: Buffer; blob: Buffer | null }[] | undefined;
}

/** @throws Error saying what is missing */
export function readLedger(result: Message): LedgerAnswer {
  const ledger = (result['ledger'] ?? {}) as Message;
  const header = bytes(ledger['ledger_data']);
  // rippled leaves the hash out of some answers about a ledger; the header tells it.
  const hash = result['ledger_hash'] === undefined ? ledgerHash(header) : bytes(result['ledger_hash']);
  const transactions = (ledger['transactions'] ?? []) as Message[];
  const diff = ledger['diff'] as Message[] | undefined;
  return {
    heading: { header, hash },
    transactions: transactions.map(({ tx_blob: transaction, meta, meta_blob: metadata }) => ({
      transaction: bytes(transaction),
      metadata: bytes(meta ?? metadata),
    })),
    changes: diff?.map(({ object_id: key, object }) => ({
      key: bytes(key),
      blob: object === '' ? null : bytes(object),
    })),
  };
}

/** @throws Error for what is not hexadecimal text, where Buffer would stop without a word */
export function bytes(hex: unknown): Buffer {
  if (typeof hex !== 'string')
    throw new Error(`hexadecimal text was expected, not ${JSON.stringify(hex) ?? 'nothing'}`);
  const decoded = Buffer.from(hex, 'hex');
  if (decoded.length * 2 !== hex.length) throw new Error(`not hexadecimal: ${hex.slice(0, 24)}…`);
  return decoded;
}
