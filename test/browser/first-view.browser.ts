import { settled, until, visit } from './browser';
import { demoServer } from './demo-server';
import { gate } from './recorded';

const at = demoServer();

test('the first view is below 200 KB, with all that it asks the server', async () => {
  const { page, received, trouble } = await visit(at('/'));
  await settled(page);
  await page.getByText('Latest transactions').waitFor();
  await until(async () => (await page.locator('[aria-label^="Latest ledgers"] li').count()) === 8);
  const bytes = [...received.values()].reduce((sum, size) => sum + size, 0);
  expect(received.size).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(200_000);
  expect(trouble).toEqual([]);
});

test('what was loaded once is not loaded again', async () => {
  const { page } = await visit(at('/'));
  await settled(page);
  await page.goto(at('/operations'));
  await page.goto(at('/'));
  await settled(page);
  const transferred: [string, number][] = await page.evaluate(
    `performance.getEntriesByType('resource').map(({ name, transferSize }) => [new URL(name).pathname, transferSize])`,
  );
  const assets = transferred.filter(([path]) => path.startsWith('/assets/'));
  expect(assets.length).toBeGreaterThan(1);
  expect(assets.filter(([, size]) => size > 0)).toEqual([]);
});

test('the theme is the system’s until another is chosen, and the choice stays', async () => {
  const { page, trouble } = await visit(at('/'), { colorScheme: 'dark' });
  const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await background();
  await page.getByRole('button', { name: 'Switch to the light theme' }).click();
  const light = await background();
  expect(light).not.toBe(dark);
  await page.reload();
  expect(await background()).toBe(light);
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  expect(await background()).toBe(dark);
  expect(trouble).toEqual([]);
});

test('the keyboard goes everywhere: past the menu, to the search, and on with the links', async () => {
  const { page } = await visit(at('/'));
  await settled(page);
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the content');
  expect((await page.locator('.skip').boundingBox())!.x).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#content');
  await page.keyboard.press('/');
  expect(await focused()).toBe('search');
  await page.keyboard.type(gate);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'About this account' }).waitFor();
  // The new page's heading has the focus: a screen reader reads it, Tab goes on from there.
  expect(await focused()).toBe(gate);
});

test('who wants less motion gets none', async () => {
  const { page } = await visit(at('/'), { reducedMotion: 'reduce' });
  await settled(page);
  const moving = await page.evaluate(
    'document.getAnimations().filter((one) => one.playState === "running" && one.effect.getComputedTiming().duration > 10).length',
  );
  expect(moving).toBe(0);
});

test('links within the page load no page, and back goes back', async () => {
  const { page } = await visit(at('/'));
  await settled(page);
  await page.evaluate('window.same = true');
  await page.getByRole('link', { name: 'Console', exact: true }).click();
  await page.getByRole('heading', { name: 'Every method of the API' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Latest ledgers' }).waitFor();
  expect(await page.evaluate('window.same')).toBe(true);
});
