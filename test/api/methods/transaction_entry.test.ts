import { alice, hex, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
const { payment } = chain;
const tx_hash = hex(payment.id);
let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

const entry = (params: object) => api.call('transaction_entry', params);

it('finds a transaction in its ledger', async () => {
  expect(await entry({ tx_hash, ledger_index: 12 })).toMatchObject({
    tx_json: { Account: alice, Amount: '5000000', DeliverMax: '5000000', hash: tx_hash },
    metadata: { delivered_amount: '5000000' },
    ledger_index: 12,
    ledger_hash: hex(chain.ledger(12).hash),
    validated: true,
  });
});

it('has the hash outside from API version 2 on', async () => {
  const answer = await entry({ tx_hash, ledger_index: 12, api_version: 2 });
  expect(answer).toMatchObject({ hash: tx_hash, close_time_iso: '2024-11-01T00:00:20Z', meta: {} });
  expect(answer.tx_json).not.toHaveProperty('hash');
});

it('does not find it in another ledger, or in none', async () => {
  const missing = { error: 'transactionNotFound', error_code: 29, error_message: 'Transaction not found.' };
  expect(await entry({ tx_hash, ledger_index: 11 })).toMatchObject(missing);
  expect(await entry({ tx_hash: 'A'.repeat(64), ledger_index: 12 })).toMatchObject(missing);
  expect(await entry({ tx_hash, ledger_index: 99 })).toMatchObject({ error: 'lgrNotFound' });
});

it('checks the hash before the ledger', async () => {
  expect(await entry({ ledger_index: {} })).toMatchObject({ error: 'fieldNotFoundTransaction', error_code: 5006 });
  expect(await entry({ tx_hash: 5, ledger_index: {} })).toMatchObject({ error_message: 'tx_hashNotString' });
  expect(await entry({ tx_hash: 'x' })).toMatchObject({ error_message: 'tx_hashMalformed' });
});
