/** Where a topic of the event log is, and how it is made where it is missing. */
export interface TopicAddress {
  /** HOST:PORT of some of the brokers. */
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Of a topic that is made; one that is there keeps its own. */
  readonly partitions: number;
  readonly replication: number;
  /** Base of a Confluent-compatible schema registry's API; without one records carry a fingerprint of their schema. */
  readonly registry: string | undefined;
}
