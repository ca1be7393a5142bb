import type { Command } from 'commander';
import { PipelinePicture } from '../../api/pipeline/picture';
import type { Written } from '../../consumers/runner-options';
import { Metrics } from '../../kit/metrics';
import { createLogger } from '../../kit/logger';
import { stopSignal } from '../../kit/lifecycle';
import { viewNames } from '../../schemas/views';
import type { TableStore } from '../../store/port';
import { ConsumingNotes } from '../consuming-notes';
import { DataFolder, type Clusters } from '../data-folder';
import { runGroupMember } from '../group-pipeline';
import { ConsumerMetrics, watchPipeline } from '../consumer-metrics';
import { Heartbeat } from '../heartbeat';
import {
  dataOption,
  hostOption,
  metricsPortOption,
  logLevelOption,
  logOption,
  storeOption,
  viewsOption,
  tracesOption,
} from '../options';
import { runConsumer, spanOf } from '../pipeline';
import { Progress } from '../progress';
import { traceTier, type TracingSetting } from '../tracing';
import { Setting } from '../setting';
import { version } from '../version';

interface ConsumeOptions extends Clusters, TracingSetting {
  data: string;
  views?: readonly string[];
  group: string;
  exitWhenDone?: boolean;
  metricsPort?: number;
  host: string;
  logLevel: string;
}

export function addConsume(program: Command): void {
  program
    .command('consume')
    .description('materialize the event log into the tables, and go on as it grows')
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .addOption(viewsOption())
    .addOption(
      new Setting('group', '<name>', 'with --log and --store: processes of one name share the work').default(
        'millrace',
      ),
    )
    .option('--exit-when-done', 'end at the end of the log instead of waiting for more')
    .addOption(metricsPortOption())
    .addOption(hostOption())
    .addOption(tracesOption())
    .addOption(logLevelOption())
    .addHelpText(
      'after',
      `
With both --log and --store any number of processes may run: those of one group share the topic's partitions, and one
that ends leaves its share to the others. With either of them in the --data folder one process does it all.

Examples:
  millrace consume --data /srv/xrpl
  millrace consume --log kafka://10.0.0.1:9092/xrpl.ledger-diffs --store cassandra://10.0.0.2:9042/xrpl
  millrace consume --views state,nfts --group states --log kafka://… --store cassandra://…`,
    )
    .action(consume);
}

async function consume({ exitWhenDone, logLevel, ...options }: ConsumeOptions): Promise<void> {
  const data = new DataFolder(options.data, options);
  const logger = createLogger(logLevel);
  const topic = data.topic(logger);
  const follow = !exitWhenDone;
  const signal = stopSignal();
  const progress = new Progress(topic && data.sharesTables ? 'written' : 'visible', undefined);
  const { group, views = viewNames } = options;
  const isShared = topic !== undefined && data.sharesTables;
  const notes = isShared ? new ConsumingNotes(views, group) : new ConsumingNotes(viewNames);
  const { metricsPort } = options;
  const metrics = metricsPort === undefined ? undefined : new Metrics();
  const counted = metrics && new ConsumerMetrics(metrics);
  metrics?.watchProcess();
  const onWritten = (written: Written): void => {
    counted?.onWritten(written);
    notes.onWritten(written);
    progress.advance(written.ledgerIndex, written.ledgers, written.transactions);
  };
  const beat = (store: TableStore) => {
    const log = topic ? undefined : () => spanOf(data.archive());
    if (metrics) watchPipeline(metrics, new PipelinePicture({ store, version, networkId: 0, ...(log && { log }) }));
    return new Heartbeat(store, ['consumer'], () => ({ consuming: notes.report() }), logger);
  };
  const tracer = await traceTier('consumer', options, logger);
  const scraped = await metrics?.serve(metricsPort!, options.host);
  try {
    if (isShared) {
      const store = data.store('fill');
      const heartbeat = beat(store);
      const history = data.history(logger);
      const member = {
        log: topic,
        history,
        logger,
        store,
        group,
        views: options.views,
        follow,
        signal,
        onWritten,
        tracer,
      };
      await runGroupMember(member).finally(async () => {
        await heartbeat.stop();
        await store.close();
      });
      return;
    }
    const tables = data.tables('fill');
    const heartbeat = beat(tables.store);
    await runConsumer(data, tables, logger, { follow, signal, onWritten, tracer }).finally(async () => {
      await heartbeat.stop();
      await tables.close();
    });
  } finally {
    await scraped?.close();
    await tracer?.close();
    progress.done();
  }
}
