import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoApi } from './support/demo-api';
import { addOwner, id, lineBetween, stranger } from './support/owner';
import { makeChain } from './support/chain';
import { runApi } from './support/running-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

const root = join(__dirname, '../..');

describe('over the bundled recording', () => {
  const api = demoApi();

  test('an account has its transactions in the order of their index, not of their hash', async () => {
    const { transactions } = await api.call('account_tx', {
      account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
      forward: true,
      limit: 1000,
    });
    const places = transactions.map(({ tx, meta }: any) => tx.ledger_index * 1e6 + meta.TransactionIndex);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
    const hashes = transactions.map(({ tx }: any) => `${String(tx.ledger_index).padStart(9, '0')}${tx.hash}`);
    expect(hashes).not.toEqual([...hashes].sort());
  });

  test('C#1483: an object that is gone is not found, and as it last was where asked for', async () => {
    let gone: { index: string; ledger: number } | undefined;
    for (let ledger = 50; !gone && ledger < 215; ledger++) {
      const { ledger: found } = await api.call('ledger', { ledger_index: ledger, diff: true });
      const one = found.diff.find(({ object }: any) => object === '');
      if (one) gone = { index: one.object_id, ledger };
    }
    const { index, ledger } = gone!;
    const entry = (ledger_index: number, more = {}) => api.call('ledger_entry', { index, ledger_index, ...more });
    const before = await entry(ledger - 1);
    expect(before).toMatchObject({ status: 'success', node: { index } });
    expect(await entry(ledger)).toMatchObject({ error: 'entryNotFound' });
    const after = await entry(ledger, { include_deleted: true });
    expect(after).toMatchObject({ index, node: before.node, deleted_ledger_index: ledger });
  });
});

test('C#1978: a deep freeze is shown on the side that set it', async () => {
  const [low, high] = [stranger(1), stranger(0x80)].sort((a, b) => id(a).compare(id(b))) as [string, string];
  const lsfLowDeepFreeze = 0x2000000;
  const { key, json } = lineBetween(low, high, '5');
  const line = { key, json: { ...json, Flags: lsfLowDeepFreeze } };
  const chain = makeChain();
  addOwner(chain, low, [line]);
  addOwner(chain, high, [line]);
  const api = await runApi(chain.reader);
  const linesOf = async (account: string) => (await api.call('account_lines', { account })).lines;
  const [ofLow, ofHigh] = [await linesOf(low), await linesOf(high)];
  await api.close();
  expect(ofLow).toEqual([expect.objectContaining({ account: high, deep_freeze: true })]);
  expect(ofHigh).toEqual([expect.objectContaining({ account: low, deep_freeze_peer: true })]);
  expect(ofHigh[0]).not.toHaveProperty('deep_freeze');
});

/** Rows of docs/wrong-answers.md: what went wrong, the file of the test and its name. */
const rows = [
  ...readFileSync(join(root, 'docs/wrong-answers.md'), 'utf8').matchAll(/^\| (.+?) +\| `(.+?)` +\| (.+?) +\|$/gm),
];

test('docs/wrong-answers.md names tests', () => {
  expect(rows.length).toBeGreaterThan(30);
});

test.each(rows.map(([, what, file, name]) => [what!, file!, name!]))('%s: the test is there', (_what, file, name) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(name);
});
