import cluster from 'node:cluster';
import type { Command } from 'commander';
import { createLogger } from '../../kit/logger';
import { aborted, stopSignal } from '../../kit/lifecycle';
import { DataFolder } from '../data-folder';
import {
  adminOption,
  dataOption,
  hostOption,
  logLevelOption,
  networkIdOption,
  portOption,
  protectionOptions,
  rippledOption,
  storeOption,
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
    .addOption(rippledOption())
    .addOption(adminOption())
    .addOption(networkIdOption())
    .addOption(logLevelOption())
    .action(async (options: ServeOptions & { workers: number }) => {
      const logger = createLogger(options.logLevel);
      const signal = stopSignal();
      const tables = options.workers === 0 ? new DataFolder(options.data, options).tables('answer') : undefined;
      const serving = tables
        ? await serve(tables, logger, options)
        : await serveFromWorkers(options.workers, logger, options);
      if (!cluster.isWorker) console.log(whereItAnswers(options, serving.port));
      await aborted(signal);
      await serving.close();
      await tables?.close();
      // The channel to the primary would keep a worker alive.
      cluster.worker?.disconnect();
    });
  for (const option of protectionOptions()) command.addOption(option);
}
