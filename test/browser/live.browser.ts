import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { demoLedgers, temporaryFolder } from '../demo';
import { answering, ask, millrace, type Running } from '../integration/millrace';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { until, violations, visit } from './browser';
import { gate } from './recorded';

const folder = temporaryFolder();
const begin = 190;
let node: LedgerDouble;
let chain: RecordedChain;
let up: Running;
let port: number;

const start = (at: number): Running =>
  millrace(
    'up',
    '--source',
    node.url,
    '--start',
    String(chain.base),
    '--data',
    join(folder, 'data'),
    '--port',
    String(at),
  );

/** Ledgers close at the node until this one, and are visible. */
async function close(to: number): Promise<void> {
  node.closeUpTo(to);
  while ((await ask(port, 'ledger_index'))['ledger_index'] !== to) await delay(30);
}

beforeAll(async () => {
  chain = new RecordedChain(await demoLedgers());
  node = await LedgerDouble.start('clio', chain, { newest: begin });
  up = start(0);
  port = await answering(up);
  await close(begin);
});

afterAll(async () => {
  up.child.kill('SIGTERM');
  await up.ended;
  await node.stop();
});

const latest = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: 'Latest ledgers, newest first' }).locator('strong').allInnerTexts();
const count = (from: number, to: number): string[] =>
  Array.from({ length: from - to + 1 }, (_, back) => String(from - back));

test('ledgers flow through as they validate, with their transactions, and none is missed while the server is away', async () => {
  const { page, trouble } = await visit(`http://127.0.0.1:${port}/`);
  await page.getByRole('heading', { name: `Ledger ${begin} is validated` }).waitFor();
  expect(await page.locator('.race.flowing').count()).toBe(0);

  await close(begin + 1);
  await page.getByRole('heading', { name: `Ledger ${begin + 1} is validated` }).waitFor();
  await page.locator('.race.flowing').waitFor();
  await page.locator('.float', { hasText: String(begin + 1) }).waitFor({ state: 'attached' });
  const { transactions } = chain.ledger(begin + 1)!;
  await page
    .getByRole('list', { name: 'Latest ledgers, newest first' })
    .getByText(`${transactions.length} transaction`)
    .first()
    .waitFor();
  const streamed = page.getByRole('list', { name: 'Latest transactions, newest first' });
  await streamed
    .getByText(`ledger ${begin + 1}`)
    .first()
    .waitFor();
  // The stages tell where it is.
  const stages = page.locator('.stages');
  await stages.getByText('following').waitFor();
  await stages.getByText('all up to date').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(trouble).toEqual([]);

  // What streams can be stopped, to be read.
  await page.getByRole('button', { name: 'Pause' }).click();
  await close(begin + 2);
  await page.getByRole('heading', { name: `Ledger ${begin + 2} is validated` }).waitFor();
  expect(await streamed.innerText()).not.toContain(`ledger ${begin + 2}`);
  await page.getByRole('button', { name: 'Go on' }).click();
  await streamed
    .getByText(`ledger ${begin + 2}`)
    .first()
    .waitFor();

  // The server goes, ledgers close, and it comes back.
  up.child.kill('SIGTERM');
  await up.ended;
  await page.getByText('Reconnecting', { exact: true }).waitFor();
  node.closeUpTo(begin + 5);
  up = start(port);
  await answering(up);
  await close(begin + 6);
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByRole('heading', { name: `Ledger ${begin + 6} is validated` }).waitFor();
  // What closed meanwhile is asked for, and may come after what is streamed.
  const newest = count(begin + 6, begin + 3).join();
  await until(async () => (await latest(page)).slice(0, 4).join() === newest);
  expect(await latest(page)).toEqual(count(begin + 6, begin - 1));
});

test('an order book is read again when something happens in it', async () => {
  const { page, trouble } = await visit(`http://127.0.0.1:${port}/book/XRP/USD.${gate}`);
  await page.getByText('live', { exact: true }).waitFor();
  await page.getByText('Nothing since you came.').waitFor();
  const sides = (): Promise<string[]> => page.locator('tbody').allInnerTexts();
  await page.locator('tbody').nth(1).waitFor();
  const before = await sides();
  await close(chain.last);
  await page.locator('.arrives').first().waitFor();
  expect(await page.locator('.arrives').first().innerText()).toMatch(/Offer|Payment|AMM/);
  while ((await sides()).join() === before.join()) await delay(50);
  expect(trouble).toEqual([]);
});
