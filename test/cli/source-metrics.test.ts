import { Metrics } from '../../kit/metrics';
import { ArchiveLog } from '../../log/archive/archive-log';
import { SourceMetrics } from '../../producers/node/source-metrics';
import { openSources } from '../../producers/open-sources';
import { produce } from '../../producers/producer';
import { waitedSource } from '../../producers/waited-source';
import { demoLedgers, silent, temporaryFolder } from '../demo';
import { valuesOf } from '../metrics-text';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';

const folder = temporaryFolder();

test('how each source does can be scraped: which one is followed, its state, its answers, what of it was refused', async () => {
  const chain = new RecordedChain(await demoLedgers(30));
  const bad = await LedgerDouble.start('grpc', chain);
  const good = await LedgerDouble.start('grpc', chain, { newest: 9 });
  bad.mischief.set(10, 'a changed byte in the header');
  const metrics = new Metrics();
  const measured = new SourceMetrics(metrics, 'tip');
  const logger = { ...silent, warn: (_: object, line: string) => void (line.includes('aside') && good.closeUpTo(30)) };
  const source = await openSources([bad.url, good.url], { logger, metrics: measured, start: 2 });
  await produce({ source: waitedSource(source, measured.waitedFor), log: new ArchiveLog(folder), to: 30 });

  const found = valuesOf(await metrics.text());
  const of = (name: string, { url }: LedgerDouble, more = ''): number =>
    found[`millrace_source_${name}{source="${url}",purpose="tip"${more}}`]!;
  expect([of('refusals_total', bad), of('refusals_total', good)]).toEqual([1, 0]);
  expect(of('followed', bad) + of('followed', good)).toBe(1);
  expect([of('state', good), of('newest_ledger', good)]).toEqual([1, 30]);
  expect(of('health', good)).toBeGreaterThan(0);
  expect(of('request_seconds_count', good, ',call="ledger"')).toBeGreaterThanOrEqual(20);
  expect(found['millrace_source_wait_seconds_total{purpose="tip"}']).toBeGreaterThan(0);

  await bad.stop();
  source.close!();
  expect(await metrics.text()).not.toContain('millrace_source_state{');
  await good.stop();
});
