import { columnsOf, parseSchema, schemaText } from '../consumers/fan-out/schema';
import { topics } from '../consumers/fan-out/registry';
import { encodeRecord } from '../log/record-codec';
import { openSource } from '../producers/open-source';
import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { Benchmark } from './benchmark';
import { defaultSource } from './filled';

export const fanOut: Benchmark = {
  name: 'fan-out',
  description: 'derived topics: records computed and encoded a second, beside encoding the ledgers themselves',
  async run([source = defaultSource()]) {
    const segments: LedgerDiff[] = [];
    for await (const ledger of (await openSource(source)).ledgers(undefined)) segments.push(...ledger);
    const transactions = segments.reduce((sum, segment) => sum + segment.transactions.length, 0);
    const ledgers = segments.filter(({ last }) => last).length;
    const baseline = time(() => segments.forEach(encodeRecord));
    console.log(`${ledgers} ledgers, ${transactions} transactions; the ledgers themselves: ${baseline.toFixed(0)} ms`);
    const result: Record<string, string> = {};
    let total = 0;
    for (const topic of topics) {
      const type = parseSchema(schemaText(topic));
      const derive = topic.begin();
      let [records, bytes] = [0, 0];
      const milliseconds = time(() => {
        for (const segment of segments) {
          for (const record of derive(segment)) {
            records += 1;
            bytes += type.toBuffer(record).length;
          }
        }
      });
      total += milliseconds;
      const rate = ((1000 * records) / milliseconds).toFixed(0);
      console.log(
        `${topic.name.padEnd(22)}${records} records of ${columnsOf(topic).length} fields, ${(bytes / 1e6).toFixed(1)} MB: ` +
          `${milliseconds.toFixed(0)} ms, ${rate} a second, ${(milliseconds / baseline).toFixed(1)} times the ledgers`,
      );
      result[topic.name.replace('xrpl.', '').replace('-', '_')] = `${rate}/s`;
    }
    return { ...result, ledgers_per_second: ((1000 * ledgers) / total).toFixed(0) };
  },
};

function time(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
