import { makeChain } from '../support/chain';
import { runApi } from '../support/running-api';

it('says which ledgers can be asked about', async () => {
  const api = await runApi(makeChain().reader);
  expect(await api.call('ledger_range')).toEqual({ ledger_index_min: 10, ledger_index_max: 13, status: 'success' });
  await api.close();
});
