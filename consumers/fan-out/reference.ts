import { columnsOf, schemaText, type AvroRecord, type Column } from './schema';
import type { Topic } from './topic';

const typeNames: Record<Column['type'], string> = {
  string: 'string',
  long: 'long',
  int: 'int',
  boolean: 'boolean',
  time: 'timestamp-millis',
  texts: 'array of strings',
};

/** docs/topics.md: every field of every topic, from their schemas. */
export function topicsReference(topics: readonly Topic[]): string {
  return `# Derived topics

Computed from the event log alone, by pure functions: the same ledgers always give the same records. On Kafka they are Avro
with a schema registry, where every schema reads what any version of it ever wrote; \`millrace export --topic NAME\` writes
them as Avro, NDJSON, CSV or Parquet ([examples](../examples/README.md)).

- Of two records that agree in a topic's identity one is an exact repeat: keep either.
- Amounts are texts that keep every digit: plain decimals, XRP in drops. An issued balance has up to 16 digits but may be as
  large as 10^96, which no binary number holds.
- What something is an amount of is two fields: currency (\`XRP\`, three characters, 40 hex digits, or the 48 hex digits of
  an MPT's issuance id) and issuer.
- Times are UTC. In NDJSON and CSV they are ISO 8601, and in CSV an array is a JSON text.
- \`--types\`, \`--accounts\` and \`--tokens\` choose records; each topic names below what it is chosen by. They hold for every
  topic that is published, or for one: \`--types xrpl.objects:Offer\`. A deletion from \`xrpl.objects\` is always told, since it
  doesn't say what it was of.
- A topic has the ledgers of one log. Each stretch of earlier history is a log of its own and exported as such (\`--archive
  DATA/history/BASE-LAST\`, or \`--log …/TOPIC.history.BASE-LAST\`); it begins with the whole state of its first ledger, which
  \`--from\` the next one leaves out.
- On Kafka a message's time is the close of its ledger, and what has the same key is in order of ledgers.

This page is made by \`millrace topics --markdown\` from \`schemas/topics/\`; a test says when it is old.

## Versions

A topic is published anew beside itself when its records or its filter are to change from the first ledger on:

\`\`\`sh
millrace produce --source recordings/demo --data producer --log 'kafka://127.0.0.1:9092/xrpl.ledger-diffs?registry=http://127.0.0.1:8081'
export MILLRACE_LOG='kafka://127.0.0.1:9092/xrpl.ledger-diffs?registry=http://127.0.0.1:8081'
millrace fan-out --topics xrpl.exchanges --exit-when-done # as it is
millrace fan-out --topics xrpl.exchanges --exit-when-done --suffix .v2 # fills xrpl.exchanges.v2
millrace switch --topics xrpl.exchanges --suffix .v2 # once it has every ledger, it is the one to read
\`\`\`

The old one goes on until its \`fan-out\` is stopped; nobody reads it any more when its groups have no members, and then the topic
can be deleted. \`switch --suffix ''\` goes back. Readers learn of a change from the compacted topic \`xrpl.topics\`: its key is the
topic's own name (\`xrpl.exchanges\`), its value JSON without a schema.

| field | what it is |
| --- | --- |
| \`topic\` | The topic to read: \`xrpl.exchanges.v2\`. A topic that is no key there is read under its own name. |
| \`ledger_index\` | When it became that, it had every ledger up to this one, and goes on. |

A reader that changes over goes on after the last record it had of each partition, since versions share keys out alike;
[examples/current.mjs](../examples/current.mjs) does. Or it reads the new version from its beginning, which is what it was made
for. \`millrace topics --log …\` shows what is current.

${topics.map(section).join('\n\n')}`;
}

function section(topic: Topic): string {
  const { doc } = JSON.parse(schemaText(topic)) as AvroRecord;
  const rows = columnsOf(topic).map(
    ({ name, type, nullable, doc: what }) =>
      `| \`${name}\` | ${typeNames[type]}${nullable ? ', null' : ''} | ${what} |`,
  );
  return `## ${topic.name}

${doc}

Key: \`${topic.key}\`. ${choices(topic)}

| field | type | what it is |
| --- | --- | --- |
${rows.join('\n')}`;
}

function choices({ filter: { type, accounts, tokens } }: Topic): string {
  const by = [
    ...(type === undefined ? [] : [`types by \`${type}\``]),
    ...(accounts.length > 0 ? [`accounts by ${quoted(accounts)}`] : []),
    ...(tokens.length > 0
      ? [`tokens by ${quoted([...new Set(tokens.map(([currency]) => currency))])} and issuer`]
      : []),
  ];
  return by.length > 0 ? `Chosen: ${by.join('; ')}.` : 'Always whole.';
}

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
