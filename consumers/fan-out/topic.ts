import type { LedgerDiff } from '../../xrpl/ledger-diff';

export type Value = string | number | boolean | null | readonly string[];

/** One record of a derived topic: a value for every field of its schema, by the field's name. */
export type TopicRecord = Readonly<Record<string, Value>>;

/** Takes the segments of each ledger in order and gives the records that they mean, in order. */
export type Derive = (segment: LedgerDiff) => TopicRecord[];

/** The fields by which a record can be chosen; see `filter.ts`. */
export interface FilterFields {
  type?: string;
  accounts: readonly string[];
  /** Pairs of a currency and the field that its issuer is in. */
  tokens: readonly (readonly [currency: string, issuer: string])[];
}

/**
 * A topic that is computed from the log alone: the same ledgers give the same records, byte for byte, whoever computes
 * them and however often.
 */
export interface Topic {
  /** As on Kafka: `xrpl.balance-changes`. Its schema is `schemas/topics/balance-changes.avsc`. */
  readonly name: string;
  /** The fields that together are a record's identity: of two records that agree in them one is a repeat. */
  readonly identity: readonly string[];
  /** The field that messages are keyed by, so that what has the same is in order. */
  readonly key: string;
  readonly filter: FilterFields;
  /** For topics of which only the newest record of each key is kept: whether a record says that the key is gone. */
  readonly removes?: (record: TopicRecord) => boolean;
  /** A function of its own for each run over ledgers. */
  begin(): Derive;
}
