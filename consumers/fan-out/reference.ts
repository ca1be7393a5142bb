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
with a schema registry; \`millrace export --topic NAME\` writes them as Avro, NDJSON, CSV or Parquet
([examples](../examples/README.md)).

- Of two records that agree in a topic's identity one is an exact repeat: keep either.
- Amounts are texts that keep every digit: plain decimals, XRP in drops. An issued balance has up to 16 digits but may be as
  large as 10^96, which no binary number holds.
- What something is an amount of is two fields: currency (\`XRP\`, three characters, 40 hex digits, or the 48 hex digits of
  an MPT's issuance id) and issuer.
- Times are UTC. In NDJSON and CSV they are ISO 8601, and in CSV an array is a JSON text.
- \`--types\`, \`--accounts\` and \`--tokens\` choose records; each topic names below what it is chosen by.

This page is made by \`millrace topics --markdown\` from \`schemas/topics/\`; a test says when it is old.

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
