import { settled, until, visit, words } from './browser';
import { demoServer } from './demo-server';
import { gate, nftSale } from './recorded';

const at = demoServer();

test('a transaction is told in words, with who has more and less, and as JSON', async () => {
  const { page, trouble } = await visit(at(`/tx/${nftSale}`));
  await settled(page);
  const text = await words(page.locator('main'));
  expect(text).toMatch(/rsAKtuK…YN9Xp bought NFT 000800…00006B from rfp4d6r…ui316 for 19 XRP\./);
  expect(text).toMatch(/−19\.00001 XRP/);
  expect(text).toMatch(/\+19 XRP/);
  expect(text).toContain('1 Nov 2024, 00:05:10');
  await page.getByText('The answer of tx, as JSON').click();
  expect(await page.getByRole('group', { name: 'The answer of tx, as JSON' }).innerText()).toContain(
    '"ctid": "C000004F00000000"',
  );
  await page.getByText('AccountRoot').first().click();
  await page.getByRole('columnheader', { name: 'Before' }).first().waitFor();
  expect(trouble).toEqual([]);
});

test('an offer that was taken tells from whom', async () => {
  const { page } = await visit(at('/ledger/200'));
  await settled(page);
  await page.getByLabel('Type').selectOption('EscrowFinish');
  expect(await page.locator('main ol > li').count()).toBe(1);
  expect(await words(page.locator('main ol'))).toContain('paid out an escrow of');
});

test('the balance over time is drawn, and told in words', async () => {
  const { page } = await visit(at(`/account/${gate}`));
  await page.locator('.plot canvas').waitFor();
  expect(await page.locator('.plot').getAttribute('aria-label')).toMatch(
    /^From 20,000 XRP on 1 Nov 2024, .* to 19,997 XRP on 1 Nov 2024/,
  );
  const painted = await page.evaluate(
    `(() => { const canvas = document.querySelector('.plot canvas'); return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0); })()`,
  );
  expect(painted).toBe(true);
});

test('the history goes on, is filtered by type, and turned around', async () => {
  const { page, trouble } = await visit(at(`/account/${gate}/history`));
  await settled(page);
  const items = page.locator('main ol > li');
  const first = await items.count();
  await page.getByRole('button', { name: 'Show more' }).click();
  await until(async () => (await items.count()) > first);
  await page.getByLabel('Order').selectOption('oldest first');
  await page.getByLabel('Type').selectOption('AccountSet');
  await until(async () => {
    const texts = await items.allInnerTexts();
    return texts.length > 0 && texts.every((text) => text.includes('Account Set'));
  });
  expect(await words(items.first())).toContain('turned on “its tokens ripple by default”');
  // Nobody else can have sent these.
  await page.getByLabel('Direction').selectOption('received');
  await until(async () => (await items.count()) === 0);
  expect(trouble).toEqual([]);
});

test('lines, offers, NFTs and objects are told', async () => {
  const { page, trouble } = await visit(at(`/account/rK2EZ2rqwRivy7RVEgb1Gmh5PHnVD56EeQ`));
  await settled(page);
  await page.getByRole('link', { name: 'NFTs', exact: true }).click();
  await page.getByRole('heading', { name: 'NFTs it owns' }).waitFor();
  await settled(page);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(20);
  await page.getByRole('link', { name: 'Objects', exact: true }).click();
  await settled(page);
  await page.getByText('NFTokenPage').first().click();
  await page.getByText('PreviousTxnID').first().waitFor();
  await page.getByRole('link', { name: 'Trust lines', exact: true }).click();
  await page.getByText('It has no trust lines.').or(page.locator('tbody tr').first()).first().waitFor();
  await page.getByRole('link', { name: 'Offers', exact: true }).click();
  await page.getByText('It has no offers.').or(page.locator('tbody tr').first()).first().waitFor();
  expect(trouble).toEqual([]);
});
