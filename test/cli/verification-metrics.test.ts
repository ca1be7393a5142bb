import { join } from 'node:path';
import { DataFolder } from '../../cli/data-folder';
import { runProducer } from '../../cli/pipeline';
import { VerificationMetrics } from '../../cli/verification-metrics';
import { Metrics } from '../../kit/metrics';
import { ArchiveSource } from '../../producers/archive-source';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoArchive, demoLast, temporaryFolder } from '../demo';
import { valuesOf } from '../metrics-text';

const folder = temporaryFolder();
const signal = new AbortController().signal;

/** The recording with an object of one ledger changed. */
class Spoilt extends ArchiveSource {
  constructor(private readonly ledger: number) {
    super(demoArchive);
  }
  override async *ledgers(from: number | undefined): AsyncGenerator<Iterable<LedgerDiff>> {
    for await (const segments of super.ledgers(from)) {
      const [first] = segments;
      const { ledgerIndex, objects } = first!;
      if (ledgerIndex === this.ledger) objects.find(({ blob }) => blob)!.blob![20]! ^= 1;
      yield segments;
    }
  }
}

async function values(metrics: Metrics): Promise<Record<string, number>> {
  const serving = await metrics.serve(0, '127.0.0.1');
  const response = await fetch(`http://127.0.0.1:${serving.port}/metrics`);
  const text = await response.text();
  await serving.close();
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  return valuesOf(text);
}

test('what is proven, what is behind and what is refused can be scraped', async () => {
  const metrics = new Metrics();
  const data = new DataFolder(join(folder, 'refusing'));
  const source = new Spoilt(100);
  await expect(runProducer(data, source, signal, new VerificationMetrics(metrics, demoLast))).rejects.toThrow(
    /^ledger 100: /,
  );
  expect(await values(metrics)).toEqual({
    'millrace_ledgers_verified_total{state="proven"}': 98,
    'millrace_ledgers_verified_total{state="unproven"}': 0,
    'millrace_ledgers_verified_total{state="failed"}': 0,
    millrace_ledgers_refused_total: 1,
    millrace_ledger_verified: 99,
    millrace_ledgers_behind: demoLast - 99,
    millrace_ledger_lag_seconds: expect.any(Number),
  });
  const metrics2 = new Metrics();
  // The same log goes on from a source that has it right.
  await runProducer(data, new ArchiveSource(demoArchive), signal, new VerificationMetrics(metrics2, demoLast));
  expect(await values(metrics2)).toMatchObject({
    'millrace_ledgers_verified_total{state="proven"}': demoLast - 99,
    millrace_ledgers_behind: 0,
  });
});

test('told to warn, failed states are published and counted', async () => {
  const metrics = new Metrics();
  const { onPublished, onRefused } = new VerificationMetrics(metrics, demoLast);
  const options = { onPublished, onRefused, stateCheck: 'warn' as const };
  await runProducer(new DataFolder(join(folder, 'warning')), new Spoilt(100), signal, options);
  const found = await values(metrics);
  expect(found['millrace_ledgers_verified_total{state="failed"}']).toBeGreaterThan(0);
  expect(found['millrace_ledger_verified']).toBe(demoLast);
});
