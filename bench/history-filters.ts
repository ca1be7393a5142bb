import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from '../cli/data-folder';
import { accountTransactions } from '../schemas/tables/account-transactions';
import { beyond } from '../store/read/history-rows';
import type { Place, Reader } from '../store/read/reader';
import { TablesReader } from '../store/read/tables-reader';
import { AccountParts } from '../xrpl/transaction/account-part';
import { matches, type PartFilter } from '../xrpl/transaction/part-filter';
import type { Benchmark } from './benchmark';
import { defaultSource, filled } from './filled';

const page = 200;

/** Filtered histories of the busiest account, by the index and by reading all of it and dropping. */
export const historyFilters: Benchmark = {
  name: 'history-filters',
  description: 'what a filter of account_tx costs, against reading and dropping [SOURCE]',
  async run([source = defaultSource()]) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-filters-'));
    try {
      const tables = new DataFolder(await filled(folder, { source })).tables('answer');
      const { store } = tables;
      const counts = new Map<string, number>();
      for await (const { account } of store.scan(accountTransactions)) {
        const name = account.toString('hex');
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      const [busiest, rows] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
      const account = Buffer.from(busiest, 'hex');
      const found = await measure(new TablesReader(store), account);
      await tables.close();
      return { rows, ...found };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(reader: Reader, account: Buffer): Promise<Record<string, string | number>> {
  const seen = { counterparty: new Map<string, number>(), token: new Map<string, number>() };
  await walk(reader, account, undefined, (part) => {
    for (const each of part.counterparties) add(seen.counterparty, each);
    for (const each of part.tokens) add(seen.token, each);
  });
  const result: Record<string, string | number> = {};
  for (const [name, values] of Object.entries(seen)) {
    const [rarest, times] = [...values].reduce((least, each) => (each[1] < least[1] ? each : least));
    const filter: PartFilter = { [name]: Buffer.from(rarest, 'hex') };
    const dropping = await timed(() => walk(reader, account, undefined, (part) => void matches(part, filter)));
    const indexed = await timed(() => walk(reader, account, filter));
    console.log(
      `${name}: ${times} found; by the index ${indexed.toFixed(1)} ms, reading all ${dropping.toFixed(1)} ms`,
    );
    result[`${name}_times_faster`] = (dropping / indexed).toFixed(1);
  }
  return result;
}

type Part = ReturnType<AccountParts['of']>;

/** Every page of a history. */
async function walk(
  reader: Reader,
  account: Buffer,
  filter: PartFilter | undefined,
  each?: (part: Part) => void,
): Promise<void> {
  const { first: from, last: to } = (await reader.visibleRange())!;
  const query = { account, from, to, forward: true, limit: page, filter };
  for (let start: Place | undefined; ;) {
    const { transactions, last } = await reader.accountTransactions({ ...query, ...(start && { start }) });
    if (each) {
      for (const { transaction, metadata } of transactions) each(new AccountParts(transaction, metadata).of(account));
    }
    if (!last) return;
    start = beyond(last, true);
  }
}

function add(counts: Map<string, number>, bytes: Uint8Array): void {
  const name = Buffer.from(bytes).toString('hex');
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
