import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { PipelinePicture } from '../../api/pipeline/picture';
import { stopSignal } from '../../kit/lifecycle';
import type { LedgerSpan, Pipeline } from '../../schemas/pipeline';
import { viewNames, viewTables } from '../../schemas/views';
import { currentGenerations, tableOf } from '../../store/generations';
import { StoreUnavailable, type TableStore } from '../../store/port';
import { DataFolder, type Clusters } from '../data-folder';
import { dataOption, logOption, networkIdOption, storeOption } from '../options';
import { spanOf } from '../pipeline';
import { describe } from '../status/describe';
import { bytes, count } from '../status/quantities';
import { coloured, Screen, uncoloured } from '../status/screen';
import { version } from '../version';

/** Milliseconds between two pictures. */
const interval = 1000;

interface StatusOptions extends Clusters {
  data: string;
  networkId: number;
  once?: boolean;
  watch?: boolean;
  json?: boolean;
  sizes?: boolean;
}

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('the pipeline from its sources to its clients: live on a terminal, once elsewhere')
    .addOption(dataOption())
    .addOption(storeOption())
    .addOption(logOption())
    .addOption(networkIdOption())
    .option('--once', 'once, on a terminal too')
    .option('--watch', 'again every second, elsewhere too')
    .option('--json', 'as JSON, as GET /pipeline answers: one object a line')
    .option('--sizes', 'rows and bytes of each view, once; on a cluster every row is read')
    .addHelpText(
      'after',
      `
What processes do is told by themselves, in the tables: those that ended more than ten seconds ago are not shown. The
keys q and Ctrl-C end the live view.

Examples:
  millrace status --data /srv/xrpl
  millrace status --data /srv/xrpl --json
  millrace status --store cassandra://10.0.0.2:9042/xrpl`,
    )
    .action(status);
}

async function status({ data: path, networkId, once, watch, json, sizes, ...clusters }: StatusOptions): Promise<void> {
  const data = DataFolder.existing(path, clusters);
  const store = data.store();
  const picture = new PipelinePicture({ store, version, networkId, log: await logOf(data) });
  const isLive = process.stdout.isTTY && process.stdin.isTTY && !once && !watch && !json && !sizes;
  try {
    if (isLive) return await live(picture);
    const signal = stopSignal();
    do {
      const taken = await picture.read();
      const measured = sizes && { sizes: await sizesOf(store) };
      if (json) console.log(JSON.stringify({ ...taken, ...measured }));
      else console.log([...describe(taken, uncoloured), ...sizeLines(measured ? measured.sizes : [])].join('\n'));
      if (watch) await sleep(interval, undefined, { signal }).catch(() => undefined);
    } while (watch && !signal.aborted);
  } finally {
    await store.close();
  }
}

async function live(picture: PipelinePicture): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stopSignal(), stop.signal]);
  const screen = new Screen(process.stdin, process.stdout, () => stop.abort());
  const paint = process.stdout.hasColors() ? coloured : uncoloured;
  let last: Pipeline | undefined;
  try {
    while (!signal.aborted) {
      try {
        last = await picture.read();
        screen.show(describe(last, paint));
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        screen.show([paint(error.message, 'bad'), ...(last ? describe(last, paint) : [])]);
      }
      await sleep(interval, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    screen.close();
  }
}

/** Each look at a topic takes a consumer group and a second or two: it is looked at once, and processes say what came since. */
async function logOf(data: DataFolder): Promise<() => Promise<LedgerSpan | undefined>> {
  const topic = data.topic();
  if (!topic) return () => spanOf(data.archive());
  const span = await spanOf(topic);
  return () => Promise.resolve(span);
}

interface ViewSize {
  readonly view: string;
  readonly rows: number;
  readonly bytes: number;
}

async function sizesOf(store: TableStore): Promise<ViewSize[]> {
  const generations = await currentGenerations(store);
  return Promise.all(
    viewNames.map(async (view) => {
      const sizes = await Promise.all(viewTables[view].map((table) => store.size(tableOf(table, generations[view]))));
      const sum = (of: (size: { rows: number; bytes: number }) => number) =>
        sizes.reduce((total, size) => total + of(size), 0);
      return { view, rows: sum(({ rows }) => rows), bytes: sum((size) => size.bytes) };
    }),
  );
}

const sizeLines = (sizes: readonly ViewSize[]): string[] =>
  sizes.map((size, i) => {
    const name = `${(i === 0 ? 'sizes' : '').padEnd(11)}${size.view.padEnd(22)}`;
    return `${name}${count(size.rows)} rows · ${bytes(size.bytes)}`;
  });
