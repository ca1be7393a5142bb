/** Which version of a derived topic its readers are to read. */
export interface TopicVersion {
  /** The topic on Kafka: `xrpl.exchanges.v2`. */
  readonly topic: string;
  /** It had every ledger up to this one when it became the version to read. */
  readonly ledger_index: number;
}

/** Says of each derived topic, by its own name (`xrpl.exchanges`), where it is; those that are not named are there. */
export interface TopicVersions {
  /** Makes it so that readers can wait for a change before there is any. */
  prepare(): Promise<void>;
  current(): Promise<ReadonlyMap<string, TopicVersion>>;
  /** Resolves when readers can learn of it. */
  change(versions: ReadonlyMap<string, TopicVersion>): Promise<void>;
}
