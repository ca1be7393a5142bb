import { execFileSync } from 'node:child_process';
import { methods } from '../../api/registry';
import { settled, visit, words } from './browser';
import { demoServer } from './demo-server';

const at = demoServer();

test('every method is there, and its example is answered', async () => {
  const { page, trouble } = await visit(at('/console'));
  await settled(page);
  const names = await page.getByRole('navigation', { name: 'Methods' }).getByRole('link').allInnerTexts();
  expect(names).toEqual([...methods.keys()].sort());
  for (const name of names) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('group', { name: 'The answer' });
    await answer.waitFor();
    // Their amendments are not in force in the recording.
    const early = methods.get(name)!.since !== undefined;
    expect([name, await answer.innerText()]).toEqual([
      name,
      expect.stringContaining(early ? 'unknownCmd' : '"status": "success"'),
    ]);
  }
  expect(trouble).toEqual([]);
});

test('by WebSocket too, and what is subscribed to is said to be', async () => {
  const { page } = await visit(at('/console/ledger'));
  await settled(page);
  await page.getByRole('combobox', { name: 'by' }).selectOption('WebSocket');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.getByRole('group', { name: 'The answer' }).innerText()).toContain('"type": "response"');
  await page.getByRole('link', { name: 'subscribe', exact: true }).click();
  await page.getByRole('heading', { name: 'subscribe', exact: true }).waitFor();
  expect(await page.getByRole('combobox', { name: 'by' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.getByRole('group', { name: 'The answer' }).innerText()).toContain('"ledger_index": 215');
});

test('what is no JSON is told before it is sent', async () => {
  const { page } = await visit(at('/console/ping'));
  await settled(page);
  await page.getByLabel('Parameters, as JSON').fill('{ "ledger_index": ');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await words(page.getByRole('alert'))).toBe('The parameters are no JSON object.');
});

test('the curl command that is shown does the same', async () => {
  const { page } = await visit(at('/console/account_info'));
  await settled(page);
  const example = await page.getByLabel('Parameters, as JSON').inputValue();
  await page.getByLabel('Parameters, as JSON').fill(JSON.stringify({ ...JSON.parse(example), note: "it's" }));
  const command = await page.getByRole('group', { name: 'The request as it is sent' }).innerText();
  const answer = execFileSync('sh', ['-c', command.replaceAll('\n', '')]).toString();
  expect(JSON.parse(answer)).toMatchObject({
    result: { status: 'success', account_data: { LedgerEntryType: 'AccountRoot' } },
  });
});

test('a method that is not there is told', async () => {
  const { page } = await visit(at('/console/teleport'));
  await settled(page);
  expect(await words(page.getByRole('alert'))).toContain('There is no method named teleport.');
});
