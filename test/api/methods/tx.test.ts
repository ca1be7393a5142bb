import { alice, bob, closeTimeOf, hex, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
const { payment, failed } = chain;
let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

const ctid = 'C00000' + '0C' + '0000' + '0015';

it('shows the transaction among the other members in API version 1', async () => {
  expect(await api.call('tx', { transaction: hex(payment.id) })).toMatchObject({
    Account: alice,
    Destination: bob,
    Amount: '5000000',
    DeliverMax: '5000000',
    hash: hex(payment.id),
    ctid,
    date: closeTimeOf(12),
    ledger_index: 12,
    inLedger: 12,
    validated: true,
    meta: { TransactionIndex: 0, TransactionResult: 'tesSUCCESS', delivered_amount: '5000000' },
  });
});

it.each([2, 3])('keeps it apart in API version %i, with DeliverMax in place of Amount', async (api_version) => {
  const answer = await api.call('tx', { transaction: hex(payment.id).toLowerCase(), api_version });
  expect(answer).toMatchObject({
    tx_json: { Account: alice, DeliverMax: '5000000', date: closeTimeOf(12), ledger_index: 12 },
    hash: hex(payment.id),
    ctid,
    ledger_hash: hex(chain.ledger(12).hash),
    close_time_iso: '2024-11-01T00:00:20Z',
    validated: true,
  });
  expect(answer.tx_json).not.toHaveProperty('Amount');
  expect(answer.tx_json).not.toHaveProperty('hash');
});

it('gives binary under the names of each API version', async () => {
  const [tx, meta] = [hex(payment.transaction), hex(payment.metadata)];
  const request = { transaction: hex(payment.id), binary: true };
  expect(await api.call('tx', request)).toMatchObject({ tx, meta, hash: hex(payment.id) });
  expect(await api.call('tx', { ...request, api_version: 2 })).toMatchObject({ tx_blob: tx, meta_blob: meta });
});

it('takes anything for binary in API version 1 and only booleans from 2 on', async () => {
  const request = { transaction: hex(payment.id), binary: 'yes' };
  expect(await api.call('tx', request)).toHaveProperty('tx');
  expect(await api.call('tx', { ...request, api_version: 2 })).toMatchObject({ error: 'invalidParams' });
});

it('says no delivered amount for a payment that failed', async () => {
  expect((await api.call('tx', { transaction: hex(failed.id) })).meta).not.toHaveProperty('delivered_amount');
});

it.each([ctid, ctid.toLowerCase()])('finds it by CTID %s (C#2001)', async (text) => {
  expect(await api.call('tx', { ctid: text })).toMatchObject({ hash: hex(payment.id) });
});

it.each(['', 'C00', 'B00000' + '0C00000015', `${ctid}0`, 'CZZZZZZZZZZZZZZZ'])(
  'refuses %p as a CTID (C#2011)',
  async (text) => {
    expect(await api.call('tx', { ctid: text })).toMatchObject({ error: 'invalidParams', error_code: 31 });
  },
);

it('names the network that a CTID belongs to', async () => {
  expect(await api.call('tx', { ctid: 'C000000C00000001' })).toMatchObject({
    error: 'unknown',
    error_code: 4,
    error_message: 'Wrong network. You should submit this request to a node running on NetworkID: 1',
  });
});

it('wants exactly one way to name the transaction', async () => {
  const both = { ctid, transaction: hex(payment.id) };
  expect(await api.call('tx', both)).toMatchObject({ error: 'invalidParams' });
  expect(await api.call('tx')).toMatchObject({ error: 'invalidParams' });
});

it('tells whether all ledgers of the range were searched', async () => {
  const unknown = { transaction: 'A'.repeat(64) };
  const inRange = await api.call('tx', { ...unknown, min_ledger: 10, max_ledger: 13 });
  expect(inRange).toMatchObject({ error: 'txnNotFound', error_code: 29, searched_all: true });
  expect(await api.call('tx', { ...unknown, min_ledger: 9, max_ledger: 13 })).toMatchObject({ searched_all: false });
  expect(await api.call('tx', unknown)).not.toHaveProperty('searched_all');
});

it('refuses ranges that are upside down or too long', async () => {
  const request = (min_ledger: number, max_ledger: number) =>
    api.call('tx', { transaction: 'A'.repeat(64), min_ledger, max_ledger });
  expect(await request(5, 4)).toMatchObject({ error: 'invalidLgrRange' });
  expect(await request(5, 1006)).toMatchObject({ error: 'excessiveLgrRange' });
  expect(await request(5, 1005)).toMatchObject({ error: 'txnNotFound' });
});

it('knows no transaction of a ledger that is not visible yet', async () => {
  const hidden = makeChain();
  hidden.reader.range = { first: 10, last: 11 };
  const other = await runApi(hidden.reader);
  expect(await other.call('tx', { transaction: hex(hidden.payment.id) })).toMatchObject({ error: 'txnNotFound' });
  expect(await other.call('tx', { ctid })).toMatchObject({ error: 'txnNotFound' });
  await other.close();
});
