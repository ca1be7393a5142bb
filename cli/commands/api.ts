import cluster from 'node:cluster';
import type { Command } from 'commander';
import { createLogger } from '../../kit/logger';
import { Metrics } from '../../kit/metrics';
import { aborted, stopSignal } from '../../kit/lifecycle';
import { DataFolder, type Clusters } from '../data-folder';
import { Heartbeat } from '../heartbeat';
import { followHotState } from '../hot-follower';
import {
  answersLikeOption,
  adminOption,
  adminPasswordOption,
  dataOption,
  drainNoticeOption,
  hostOption,
  logLevelOption,
  logOption,
  metricsPortOption,
  networkIdOption,
  portOption,
  protectionOptions,
  rippledOption,
  storeOption,
  tracesOption,
  workersOption,
} from '../options';
import { serve, serveFromWorkers, whereItAnswers, type ServeOptions } from '../serve';

export function addApi(program: Command): void {
  const command = program
    .command('api')
    .description('answer from the tables, over HTTP and WebSocket on one port')
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(workersOption())
    .addOption(drainNoticeOption())
    .addOption(rippledOption())
    .addOption(adminOption())
    .addOption(adminPasswordOption())
    .addOption(networkIdOption())
    .addOption(answersLikeOption())
    .addOption(metricsPortOption())
    .addOption(tracesOption())
    .addOption(logLevelOption())
    .addOption(logOption())
    .addHelpText(
      'after',
      `
With --store the tables are on a cluster. With --log as well this machine keeps the latest state in its --data folder,
fed from the log: most requests then need nothing of the cluster but the ledger they are about.

Examples:
  millrace api --data /srv/xrpl --workers 4
  millrace api --store cassandra://10.0.0.2:9042,10.0.0.3:9042/xrpl --host 0.0.0.0 --rippled ws://10.0.0.9:6006`,
    )
    .action(api);
  for (const option of protectionOptions()) command.addOption(option);
}

async function api(options: ServeOptions & Clusters & { workers: number }): Promise<void> {
  const logger = createLogger(options.logLevel);
  const signal = stopSignal();
  const data = new DataFolder(options.data, options);
  const log = data.sharesTables && !cluster.isWorker ? data.topic(logger) : undefined;
  const tables = options.workers === 0 || log ? data.tables('answer') : undefined;
  const metrics = options.metricsPort === undefined ? undefined : new Metrics();
  const serving =
    options.workers === 0
      ? await serve(tables!, logger, options, metrics, options.store === undefined ? data.archive() : undefined)
      : await serveFromWorkers(options.workers, logger, options);
  let scraped: Awaited<ReturnType<Metrics['serve']>> | undefined;
  if (cluster.isWorker) metrics?.tellParent();
  else scraped = await metrics?.serve(options.metricsPort!, options.host);
  if (!cluster.isWorker) console.log(whereItAnswers(options, serving.port));
  const { traffic } = serving;
  const heartbeat = traffic && new Heartbeat(tables!.store, ['api'], () => ({ serving: traffic.report() }), logger);
  const release = log && data.becomeConsumer();
  const following = log && followHotState(log, tables!, logger, signal);
  following?.catch((error: unknown) =>
    logger.error({ err: error }, 'the hot state is not kept any more: answers take longer'),
  );
  await aborted(signal);
  await scraped?.close();
  await serving.close();
  await following?.catch(() => undefined);
  release?.();
  await heartbeat?.stop();
  await tables?.close();
  // The channel to the primary would keep a worker alive.
  cluster.worker?.disconnect();
}
