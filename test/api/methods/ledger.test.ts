import { alice, aliceRoot, bobRoot, closeTimeOf, hex, line, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
const { payment, xrpOffer, usdOffer, failed } = chain;
const byHash = [payment, xrpOffer, usdOffer, failed].sort((a, b) => Buffer.compare(a.id, b.id));
let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

const ledger = (params: object) => api.call('ledger', params);
const all = { ledger_index: 12, transactions: true, expand: true };

it('shows the header', async () => {
  expect(await ledger({ ledger_index: 12 })).toEqual({
    ledger_hash: hex(chain.ledger(12).hash),
    ledger_index: 12,
    validated: true,
    status: 'success',
    ledger: {
      account_hash: '02'.repeat(32),
      close_flags: 0,
      close_time: closeTimeOf(12),
      close_time_human: '2024-Nov-01 00:00:20.000000000 UTC',
      close_time_iso: '2024-11-01T00:00:20Z',
      close_time_resolution: 10,
      closed: true,
      ledger_hash: hex(chain.ledger(12).hash),
      ledger_index: '12',
      parent_close_time: closeTimeOf(11),
      parent_hash: hex(chain.ledger(11).hash),
      total_coins: '99999999999',
      transaction_hash: '01'.repeat(32),
    },
  });
});

it('writes the index in the header as a number from API version 2 on', async () => {
  expect((await ledger({ ledger_index: 12, api_version: 2 })).ledger.ledger_index).toBe(12);
});

it('shows the header as binary', async () => {
  const { ledger: header } = await ledger({ ledger_index: 12, binary: true });
  expect(header).toEqual({ ledger_data: hex(chain.ledger(12).header), closed: true });
});

it('lists transactions by hash, not in the order of execution', async () => {
  const answer = await ledger({ ledger_index: 12, transactions: true });
  expect(answer.ledger.transactions).toEqual(byHash.map(({ id }) => hex(id)));
});

it('lists none where there are none (C#2094)', async () => {
  expect((await ledger({ ledger_index: 11, transactions: true, expand: true })).ledger.transactions).toEqual([]);
});

it('says nothing of transactions unless asked to, whatever else is asked', async () => {
  expect((await ledger({ ledger_index: 12, expand: true, owner_funds: true })).ledger).not.toHaveProperty(
    'transactions',
  );
});

it('expands them with metaData in API version 1', async () => {
  const { transactions } = (await ledger(all)).ledger;
  const shown = transactions.find((each: { hash: string }) => each.hash === hex(payment.id));
  expect(shown).toMatchObject({ Account: alice, Amount: '5000000', metaData: { delivered_amount: '5000000' } });
});

it('expands them into tx_json and meta from API version 2 on', async () => {
  const { transactions } = (await ledger({ ...all, api_version: 2 })).ledger;
  const shown = transactions.find((each: { hash: string }) => each.hash === hex(payment.id));
  expect(shown).toMatchObject({
    tx_json: { Account: alice, DeliverMax: '5000000' },
    meta: { delivered_amount: '5000000' },
    ledger_hash: hex(chain.ledger(12).hash),
    ledger_index: 12,
    close_time_iso: '2024-11-01T00:00:20Z',
    validated: true,
  });
});

it('expands them as binary under the names of each API version', async () => {
  const [{ transaction, metadata, id }] = byHash as [typeof payment];
  const [tx_blob, meta] = [hex(transaction), hex(metadata)];
  const binary = { ...all, binary: true };
  expect((await ledger(binary)).ledger.transactions[0]).toEqual({ tx_blob, meta });
  const second = await ledger({ ...binary, api_version: 2 });
  expect(second.ledger.transactions[0]).toEqual({ tx_blob, meta_blob: meta, hash: hex(id) });
});

it("tells what each offer's maker has of what it offers", async () => {
  const { transactions } = (await ledger({ ...all, owner_funds: true })).ledger;
  const funds = Object.fromEntries(
    transactions.map((each: { hash: string; owner_funds?: string }) => [each.hash, each.owner_funds]),
  );
  expect(funds).toEqual({
    [hex(payment.id)]: undefined,
    [hex(failed.id)]: undefined,
    // 4 XRP less the reserve of 1 and of one object, 0.2.
    [hex(xrpOffer.id)]: '2800000',
    [hex(usdOffer.id)]: '12.5',
  });
});

it('lists created, modified and deleted objects in the order of their keys', async () => {
  const created = (await ledger({ ledger_index: 11, diff: true })).ledger.diff;
  expect(created).toMatchObject([
    { object_id: hex(line), object: { LedgerEntryType: 'RippleState', index: hex(line) } },
  ]);
  const modified = (await ledger({ ledger_index: 12, diff: true, binary: true })).ledger.diff;
  expect(modified).toEqual([{ object_id: hex(aliceRoot), object: hex((await chain.reader.object(aliceRoot, 12))!) }]);
  const deleted = (await ledger({ ledger_index: 13, diff: true })).ledger.diff;
  expect(deleted).toEqual([{ object_id: hex(bobRoot), object: '' }]);
});

it.each(['full', 'accounts'])('refuses %s and takes its absence in writing', async (name) => {
  expect(await ledger({ [name]: true })).toMatchObject({
    error: 'notSupported',
    error_code: 75,
    error_message: `Not supported field '${name}'s value 'true'`,
  });
  expect(await ledger({ [name]: 1 })).toMatchObject({ error: 'invalidParams', error_message: 'Invalid parameters.' });
  expect(await ledger({ [name]: false })).toMatchObject({ ledger_index: 13 });
});

it('warns of deprecated fields', async () => {
  const { text } = await api.post(JSON.stringify({ method: 'ledger', params: [{ ledger: 12, type: 'x' }] }));
  const { result, warnings } = JSON.parse(text);
  expect(result.ledger_index).toBe(13);
  expect(warnings.map(({ id }: { id: number }) => id)).toEqual([2004, 2001, 2002]);
});
