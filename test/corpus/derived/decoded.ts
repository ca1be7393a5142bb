import { createHash } from 'node:crypto';
import { decode } from 'ripple-binary-codec';
import { encodeAccountID } from 'xrpl';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import type { Json } from '../recording';

/** A segment as the reference codec reads it: nothing of what makes derived records has a part in this. */
export interface Decoded {
  ledgerIndex: number;
  isState: boolean;
  /** Milliseconds since 1970. */
  closeTime: number;
  header: Buffer;
  transactions: { tx: Json; meta: Json; hash: string; blobs: [string, string] }[];
  objects: { index: string; change: string; entry: Json; blob: string | null }[];
}

export function decoded({ ledgerIndex, kind, header, transactions, objects }: LedgerDiff): Decoded {
  return {
    ledgerIndex,
    isState: kind === 'state',
    header,
    closeTime: (header.readUInt32BE(112) + 946_684_800) * 1000,
    transactions: transactions.map(({ transaction, metadata }) => ({
      tx: decode(transaction.toString('hex')),
      meta: decode(metadata.toString('hex')),
      hash: halfSha512('TXN', transaction),
      blobs: [upperHex(transaction), upperHex(metadata)],
    })),
    objects: objects.map(({ key, change, blob }) => ({
      index: upperHex(key),
      change: change.toUpperCase(),
      entry: blob && decode(blob.toString('hex')),
      blob: blob && upperHex(blob),
    })),
  };
}

/** What transactions and ledgers are identified by. */
export const halfSha512 = (prefix: string, bytes: Buffer): string =>
  upperHex(createHash('sha512').update(`${prefix}\0`).update(bytes).digest().subarray(0, 32));

const upperHex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

/** What metadata says that became of each entry, its kind of node aside. */
export function nodesOf(meta: Json): { kind: string; type: string; index: string; now: Json; before: Json }[] {
  return meta.AffectedNodes.map((wrapped: Json) => {
    const [[kind, node]] = Object.entries<Json>(wrapped) as [[string, Json]];
    const now = node.NewFields ?? node.FinalFields ?? {};
    return { kind, type: node.LedgerEntryType, index: node.LedgerIndex, now, before: node.PreviousFields ?? {} };
  });
}

/** Value, currency and issuer of an amount as records name them, the value not in any normal form. */
export function amountOf(amount: Json): { value: string; currency: string; issuer: string | null } {
  if (typeof amount === 'string') return { value: amount, currency: 'XRP', issuer: null };
  if (amount.mpt_issuance_id === undefined) return amount;
  return { value: amount.value, currency: amount.mpt_issuance_id, issuer: issuerOf(amount.mpt_issuance_id) };
}

/** The account in the last 20 bytes of an MPT's issuance id. */
export const issuerOf = (id: string): string => encodeAccountID(Buffer.from(id.slice(8), 'hex'));
