/** Answers of the API in its version 2, as far as the page reads them. */

/** XRP in drops, a token of an issuer, or a multi-purpose token. */
export type Amount = string | IssuedAmount | MptAmount;
export interface IssuedAmount {
  currency: string;
  issuer: string;
  value: string;
}
export interface MptAmount {
  mpt_issuance_id: string;
  value: string;
}

/** What an amount is of; XRP has no issuer. */
export type Asset = { currency: string; issuer?: string } | { mpt_issuance_id: string };

/** Fields of an object or a transaction. What is in them depends on its type. */
export type Fields = Record<string, unknown>;

export interface TransactionJson extends Fields {
  TransactionType: string;
  Account: string;
  Fee: string;
  Sequence: number;
  Flags?: number;
}

interface NodeFields {
  LedgerEntryType: string;
  LedgerIndex: string;
  FinalFields?: Fields;
  PreviousFields?: Fields;
  NewFields?: Fields;
}

export type RawNode = { CreatedNode: NodeFields } | { ModifiedNode: NodeFields } | { DeletedNode: NodeFields };

export interface Metadata extends Fields {
  TransactionIndex: number;
  TransactionResult: string;
  AffectedNodes: RawNode[];
  delivered_amount?: Amount;
}

/** A validated transaction, wherever it is found: in a ledger, a history, a stream, or alone. */
export interface Transaction {
  hash: string;
  tx_json: TransactionJson;
  meta: Metadata;
  ledger_index: number;
  /** ISO 8601, UTC. */
  close_time_iso: string;
  ctid?: string;
}

export interface LedgerHeader {
  ledger_index: number;
  ledger_hash: string;
  parent_hash: string;
  account_hash: string;
  transaction_hash: string;
  close_time_iso: string;
  close_time_resolution: number;
  close_flags: number;
  total_coins: string;
}

export interface LedgerAnswer {
  ledger: LedgerHeader & { transactions?: { hash: string; tx_json: TransactionJson; meta: Metadata }[] };
  ledger_hash: string;
  ledger_index: number;
}

export interface ServerInfo {
  info: {
    complete_ledgers: string;
    millrace_version: string;
    network_id: number;
    uptime: number;
    validated_ledger?: {
      age: number;
      seq: number;
      hash: string;
      base_fee_xrp: number;
      reserve_base_xrp: number;
      reserve_inc_xrp: number;
    };
    [name: string]: unknown;
  };
}

export interface LedgerClosed {
  type: 'ledgerClosed';
  ledger_index: number;
  ledger_hash: string;
  /** Seconds since the ledger's epoch. */
  ledger_time: number;
  txn_count: number;
  validated_ledgers: string;
}

export interface TransactionMessage extends Transaction {
  type: 'transaction';
  validated: boolean;
}

export type StreamMessage = LedgerClosed | TransactionMessage | { type: string };
