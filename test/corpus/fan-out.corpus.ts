import { objectsTopic } from '../../consumers/fan-out/objects';
import { topics } from '../../consumers/fan-out/registry';
import { parseSchema, schemaText } from '../../consumers/fan-out/schema';
import { RecordingSource } from '../../producers/recording-source';
import { toJson } from '../../xrpl/codec/json';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { BalanceCheck } from '../consumers/fan-out/balance-check';
import { bookChangesFrom, exchangesOf } from '../consumers/fan-out/exchange-check';
import { golden } from './golden';
import { finalState, shared, unhex, type Json } from './recording';

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, object> = {
  dev: {
    balances: 61300,
    'xrpl.balance-changes': 69288,
    'xrpl.exchanges': 3015,
    'xrpl.ledgers': 1001,
    'xrpl.mpt-events': 0,
    'xrpl.nft-events': 2466,
    'xrpl.objects': 70016,
    'xrpl.transactions': 26417,
  },
  dev24: {
    balances: 6015,
    'xrpl.balance-changes': 7586,
    'xrpl.exchanges': 101,
    'xrpl.ledgers': 151,
    'xrpl.mpt-events': 663,
    'xrpl.nft-events': 160,
    'xrpl.objects': 7011,
    'xrpl.transactions': 3685,
  },
};

describe.each(['dev', 'dev24'])('derived topics of %s', (set) => {
  const ledgers = (): AsyncIterable<Iterable<LedgerDiff>> =>
    new RecordingSource(shared('data', set, 'recording.ndjson.gz')).ledgers(undefined);
  const counted: Record<string, number> = {};

  test('every record has its schema; balances, fees and the newest objects are those of the ledgers', async () => {
    const runs = topics.map((topic) => ({ topic, derive: topic.begin(), type: parseSchema(schemaText(topic)) }));
    const check = new BalanceCheck();
    const newest = new Map<string, string>();
    const invalid: unknown[] = [];
    for await (const segments of ledgers()) {
      for (const segment of segments) {
        check.add(segment);
        for (const { topic, derive, type } of runs) {
          const records = derive(segment);
          counted[topic.name] = (counted[topic.name] ?? 0) + records.length;
          invalid.push(...records.filter((record) => !type.isValid(record)));
          if (topic !== objectsTopic) continue;
          for (const { index, object } of records) {
            if (object === null) newest.delete(index as string);
            else newest.set(index as string, object as string);
          }
        }
      }
    }
    check.finish();
    expect(check.problems).toEqual([]);
    expect(invalid).toEqual([]);
    expect({ ...counted, balances: check.compared }).toEqual(expected[set]);

    let objects = 0;
    const different: string[] = [];
    for await (const line of finalState(set)) {
      if (line.t !== 'state') continue;
      for (const [key, data] of line.o) {
        objects += 1;
        if (newest.get(key.toUpperCase()) !== toJson(unhex(data), { form: 'rippled' })) different.push(key);
      }
    }
    expect(different).toEqual([]);
    expect(objects).toBe(newest.size);
  });

  test('fills of offers sum up to the book_changes that rippled answered', async () => {
    const answers = new Map<number, Json>();
    for await (const { rippled } of golden(set, ['book_changes'])) {
      if (rippled?.['changes']) answers.set(rippled['ledger_index'], rippled['changes']);
    }
    let pairs = 0;
    for await (const ledger of ledgers()) {
      const segments = [...ledger];
      const answer = answers.get(segments[0]!.ledgerIndex);
      if (!answer) continue;
      const said = answer.map(({ currency_a, currency_b, volume_a, volume_b, high, low }: Json) => {
        return { currency_a, currency_b, volume_a, volume_b, high, low };
      });
      expect([segments[0]!.ledgerIndex, bookChangesFrom(exchangesOf(segments))]).toEqual([
        segments[0]!.ledgerIndex,
        said,
      ]);
      pairs += said.length;
    }
    expect(pairs).toBeGreaterThan(0);
  });
});
