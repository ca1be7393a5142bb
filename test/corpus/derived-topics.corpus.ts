import { topics } from '../../consumers/fan-out/registry';
import type { TopicRecord } from '../../consumers/fan-out/topic';
import { RecordingSource } from '../../producers/recording-source';
import { decoded } from './derived/decoded';
import { ledgersCheck, objectsCheck, transactionsCheck, type Check } from './derived/checks';
import { exchangesCheck } from './derived/exchanges-check';
import { mptEventsCheck, nftEventsCheck } from './derived/token-checks';
import { shared } from './recording';

/** Balances are told apart: fan-out.corpus.ts. */
const checks: Record<string, () => Check> = {
  'xrpl.ledgers': ledgersCheck,
  'xrpl.transactions': () => transactionsCheck,
  'xrpl.objects': () => objectsCheck,
  'xrpl.exchanges': exchangesCheck,
  'xrpl.nft-events': nftEventsCheck,
  'xrpl.mpt-events': mptEventsCheck,
};

test.each(['dev', 'dev24'])(
  'every record of %s is what the reference codec and the state say',
  async (set) => {
    const runs = topics.flatMap((topic) => {
      const check = checks[topic.name]?.();
      return check ? [{ name: topic.name, derive: topic.begin(), check }] : [];
    });
    const problems: Record<string, unknown[]> = {};
    const compared: Record<string, number> = {};
    for await (const segments of new RecordingSource(shared('data', set, 'recording.ndjson.gz')).ledgers(undefined)) {
      for (const segment of segments) {
        const read = decoded(segment);
        for (const { name, derive, check } of runs) {
          const records: TopicRecord[] = derive(segment);
          compared[name] = (compared[name] ?? 0) + records.length;
          const found = check(records, read);
          if (found.length > 0) (problems[name] ??= []).push(...found.slice(0, 2));
        }
      }
      if (Object.values(problems).some(({ length }) => length > 3)) break;
    }
    expect(problems).toEqual({});
    expect(compared).toMatchObject({ 'xrpl.ledgers': set === 'dev' ? 1001 : 151 });
  },
  1_200_000,
);
