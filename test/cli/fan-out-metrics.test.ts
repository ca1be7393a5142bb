import { FanOutMetrics } from '../../cli/fan-out-metrics';
import { Metrics } from '../../kit/metrics';

test('tells how far each topic is behind the log, while this process publishes', async () => {
  const metrics = new Metrics();
  const told = new FanOutMetrics(metrics);
  const said = async (): Promise<string[]> =>
    (await metrics.text()).split('\n').filter((line) => /^millrace_fan_out_(ledger|publishing|records)/.test(line));
  expect(await said()).toEqual(['millrace_fan_out_publishing 0']);
  told.onOpened(new Map([['xrpl.ledgers', 0]]));
  told.onEnd(12);
  const next = new Map([['xrpl.ledgers', 11]]);
  const records = new Map([['xrpl.ledgers', 8]]);
  told.onPublished({ ledgerIndex: 10, closedAt: 1_700_000_000_000, ledgers: 8, transactions: 5, next, records });
  expect(await said()).toEqual([
    'millrace_fan_out_records_total{topic="xrpl.ledgers"} 8',
    'millrace_fan_out_ledger{topic="xrpl.ledgers"} 10',
    'millrace_fan_out_ledgers_behind{topic="xrpl.ledgers"} 2',
    'millrace_fan_out_publishing 1',
  ]);
  told.onEnd(15);
  expect(await said()).toContain('millrace_fan_out_ledgers_behind{topic="xrpl.ledgers"} 5');
  told.onClosed();
  expect(await said()).toEqual([
    'millrace_fan_out_records_total{topic="xrpl.ledgers"} 8',
    'millrace_fan_out_publishing 0',
  ]);
});
