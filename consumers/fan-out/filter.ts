import type { Topic, TopicRecord } from './topic';

/** What a deployment wants of a topic; of those that are given, a record must meet each. */
export interface Filter {
  /** Types of transactions, or of ledger entries where the topic is of these. */
  types?: readonly string[];
  /** Addresses; a record is of an account in any role. */
  accounts?: readonly string[];
  /** `XRP`, `USD.rISSUER`, or an MPT's issuance id. */
  tokens?: readonly string[];
}

/**
 * The topic with the records that are wanted alone. That a key is gone is always told: such a record doesn't say what it was.
 * @throws Error when the topic has nothing to choose by, naming topic and setting.
 */
export function filtered(topic: Topic, filter: Filter): Topic {
  const isWanted = wanted(topic, filter);
  return {
    ...topic,
    begin() {
      const derive = topic.begin();
      return (segment) => derive(segment).filter((record) => (topic.removes?.(record) ?? false) || isWanted(record));
    },
  };
}

function wanted(topic: Topic, filter: Filter): (record: TopicRecord) => boolean {
  const { type, accounts, tokens } = topic.filter;
  const tests: ((record: TopicRecord) => boolean)[] = [];
  if (filter.types) {
    if (type === undefined) throw nothingToChooseBy(topic, 'types');
    const types = new Set<unknown>(filter.types);
    tests.push((record) => types.has(record[type]));
  }
  if (filter.accounts) {
    if (accounts.length === 0) throw nothingToChooseBy(topic, 'accounts');
    const addresses = new Set<unknown>(filter.accounts);
    const has = (value: unknown): boolean => (Array.isArray(value) ? value.some(has) : addresses.has(value));
    tests.push((record) => accounts.some((field) => has(record[field])));
  }
  if (filter.tokens) {
    if (tokens.length === 0) throw nothingToChooseBy(topic, 'tokens');
    const names = new Set(filter.tokens);
    tests.push((record) =>
      tokens.some(([currency, issuer]) => {
        const [code, account] = [record[currency], record[issuer]];
        return typeof code === 'string' && (names.has(code) || names.has(`${code}.${String(account)}`));
      }),
    );
  }
  return (record) => tests.every((test) => test(record));
}

const nothingToChooseBy = (topic: Topic, setting: string): Error =>
  new Error(
    `--${setting}: records of ${topic.name} have nothing to choose them by; leave it out, or say for which topic it is: --${setting} TOPIC:VALUE`,
  );
