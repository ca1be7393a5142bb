import { hex, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

it.each([
  ['2024-11-01T00:00:00Z', 10],
  ['2024-11-01T00:00:09Z', 10],
  ['2024-11-01T00:00:10Z', 11],
  ['2024-11-01T00:00:29Z', 12],
  ['2024-11-01T00:00:30Z', 13],
  ['2030-01-01T00:00:00Z', 13],
])('had closed by %s: %i, in whatever time zone the server is (C#1522)', async (date, ledger_index) => {
  expect(await api.call('ledger_index', { date })).toMatchObject({ ledger_index, validated: true });
});

it('gives the newest without a date', async () => {
  expect(await api.call('ledger_index', { ledger_index: 'current' })).toEqual({
    ledger_index: 13,
    ledger_hash: hex(chain.ledger(13).hash),
    closed: '2024-11-01T00:00:30Z',
    validated: true,
    status: 'success',
  });
});

it.each(['2024-10-31T23:59:59Z', '1970-01-01T00:00:00Z', '24-11-01T00:00:00Z'])('%s is before any', async (date) => {
  expect(await api.call('ledger_index', { date })).toMatchObject({
    error: 'lgrNotFound',
    error_code: 21,
    error_message: 'ledgerNotInRange',
  });
});

it.each(['2024-11-01', '2024-11-01T00:00:00', '2024-11-01T00:00:00+00:00', '2024-13-01T00:00:00Z', '', 5, null])(
  'refuses %p',
  async (date) => {
    expect(await api.call('ledger_index', { date })).toMatchObject({ error: 'invalidParams' });
  },
);
