import { topics } from '../../../consumers/fan-out/registry';
import { columnsOf, parseSchema, schemaText } from '../../../consumers/fan-out/schema';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import { demoLedgers } from '../../demo';
import { recordsOf } from './records';

/** The bundled recording is older than MPTs: test/corpus/fan-out.corpus.ts has them. */
const notInDemo = 'xrpl.mpt-events';

let ledgers: LedgerDiff[][];
beforeAll(async () => (ledgers = await demoLedgers()));

describe.each(topics.map((topic) => [topic.name, topic] as const))('%s', (name, topic) => {
  test('gives records of its schema, each with an identity of its own, the same every time', () => {
    const type = parseSchema(schemaText(topic));
    const records = recordsOf(topic, ledgers);
    if (name !== notInDemo) expect(records.length).toBeGreaterThan(0);
    expect(records.filter((record) => !type.isValid(record))).toEqual([]);
    const fields = new Set(records.flatMap((record) => Object.keys(record)));
    if (name !== notInDemo)
      expect([...fields].sort()).toEqual(
        columnsOf(topic)
          .map((column) => column.name)
          .sort(),
      );
    const identities = records.map((record) => topic.identity.map((field) => String(record[field])).join(' '));
    expect(new Set(identities).size).toBe(records.length);
    expect(JSON.stringify(recordsOf(topic, ledgers)) === JSON.stringify(records)).toBe(true);
  });

  test('says of every field what it is', () => {
    const columns = columnsOf(topic);
    expect(columns.filter(({ doc }) => doc.length < 7)).toEqual([]);
    const { type, accounts, tokens } = topic.filter;
    const used = [topic.key, ...topic.identity, ...(type ? [type] : []), ...accounts, ...tokens.flat()];
    expect(used.filter((field) => !columns.some((column) => column.name === field))).toEqual([]);
  });
});
