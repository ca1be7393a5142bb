/** A topic of records that are derived from the log. */
export interface OutputTopic {
  readonly name: string;
  /** Avro, as text. */
  readonly schema: string;
  /** Whether only the newest record of each key is kept. */
  readonly compacted: boolean;
}

export interface OutputRecord {
  readonly topic: string;
  readonly key: string;
  /** `null` takes the key out of a compacted topic. */
  readonly value: object | null;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** Where derived records go, for one publisher at a time. */
export interface RecordTopics {
  /**
   * Takes over: whoever published under this name before can't from here on.
   * @returns the next ledger that each topic wants, by the topic's name; none for topics that are new
   */
  open(): Promise<ReadonlyMap<string, number>>;
  /** The same, without taking over. */
  positions(): Promise<ReadonlyMap<string, number>>;
  /** Publishes all of it, and with it which ledger each topic wants next, or nothing. */
  publish(records: readonly OutputRecord[], next: ReadonlyMap<string, number>): Promise<void>;
  close(): Promise<void>;
}
