import type { Page } from 'playwright-core';
import { arrived, visit, words } from './browser';
import { demoServer } from './demo-server';
import { gate, ledger200, mpt, nft, nftSale, nftSaleCtid, object } from './recorded';

const at = demoServer();
let page: Page;
let trouble: string[];

beforeAll(async () => ({ page, trouble } = await visit(at('/'))));
beforeEach(async () => void (await page.goto(at('/'))));

async function search(text: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search the ledger' }).fill(text);
  await page.keyboard.press('Enter');
}

test.each([
  ['an account', gate, `/account/${gate}`, gate],
  ['a transaction', nftSale, `/tx/${nftSale}`, 'NFToken Accept Offer'],
  ['a transaction in small letters', nftSale.toLowerCase(), `/tx/${nftSale}`, 'NFToken Accept Offer'],
  ['a compact transaction id', nftSaleCtid, `/tx/${nftSaleCtid}`, 'NFToken Accept Offer'],
  ['a ledger by index', '200', '/ledger/200', '200'],
  ['a ledger by hash', ledger200, `/ledger/${ledger200}`, '200'],
  ['an NFT', nft, `/nft/${nft}`, 'Number 101'],
  ['a token', `USD.${gate}`, `/token/USD.${gate}`, 'USD'],
  ['an MPT', mpt, `/mpt/${mpt}`, 'A multi-purpose token'],
  ['an order book', `XRP/USD.${gate}`, `/book/XRP/USD.${gate}`, 'XRP for USD'],
  ['an object', object, `/object/${object}`, 'AccountRoot'],
])('%s is found', async (_, text, path, heading) => {
  await search(text);
  await page.waitForURL(at(path));
  await arrived(page, heading);
});

test('what is nothing is told, with what can be found', async () => {
  await search('what is this');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await words(alert)).toContain('This looks like nothing that a ledger holds: what is this');
  await page.getByRole('heading', { name: 'What can be found' }).waitFor();
});

test('an id that nothing has is told', async () => {
  await search('F'.repeat(64));
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await words(alert)).toContain('Neither a transaction, nor a ledger, nor an NFT, nor an object');
});

test('an address with a mistake in it is told', async () => {
  await search(`${gate.slice(0, -1)}r`);
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await words(alert)).toMatch(/malformed/i);
});

test('a ledger that is not here is told, with those that are', async () => {
  await search('99');
  await page.waitForURL(at('/ledger/99'));
  await search('9,999,999');
  await page.getByText('This server has the ledgers 3-215.').waitFor();
});

test('nothing of that troubled the browser', () => expect(trouble).toEqual([]));
