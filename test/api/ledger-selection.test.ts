import { hex, makeChain } from './support/chain';
import { runApi, type RunningApi } from './support/running-api';

const chain = makeChain();
let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

const ledger = (params: object) => api.call('ledger', params);

it.each([
  [{}, 13],
  [{ ledger_index: 'validated' }, 13],
  [{ ledger_index: 11 }, 11],
  [{ ledger_index: '11' }, 11],
  [{ ledger_hash: hex(chain.ledger(10).hash) }, 10],
  [{ ledger_hash: hex(chain.ledger(10).hash).toLowerCase(), ledger_index: 12 }, 10],
])('%j is ledger %i', async (selection, ledger_index) => {
  expect(await ledger(selection)).toMatchObject({ ledger_index, ledger_hash: hex(chain.ledger(ledger_index).hash) });
});

it.each([9, 14, 0, -1, 4294967295, 4294967296, 4294967306, '14'])('%j is no ledger here', async (ledger_index) => {
  const missing = { error: 'lgrNotFound', error_code: 21, error_message: 'ledgerNotFound' };
  expect(await ledger({ ledger_index })).toMatchObject(missing);
});

it('does not know the hash of a ledger that is not visible', async () => {
  expect(await ledger({ ledger_hash: '0'.repeat(64) })).toMatchObject({ error: 'lgrNotFound' });
  const hidden = makeChain();
  hidden.reader.range = { first: 11, last: 12 };
  const other = await runApi(hidden.reader);
  for (const ledgerIndex of [10, 13]) {
    const ledger_hash = hex(hidden.ledger(ledgerIndex).hash);
    expect(await other.call('ledger', { ledger_hash })).toMatchObject({ error: 'lgrNotFound' });
  }
  await other.close();
});
