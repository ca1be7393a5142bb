import { makeChain } from '../support/chain';
import { runApi } from '../support/running-api';

it('answers with nothing but success', async () => {
  const api = await runApi(makeChain().reader);
  expect(await api.call('ping')).toEqual({ status: 'success' });
  await api.close();
});
