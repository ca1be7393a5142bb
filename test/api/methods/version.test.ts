import { makeChain } from '../support/chain';
import { runApi } from '../support/running-api';

it('says which API versions are there', async () => {
  const api = await runApi(makeChain().reader);
  expect(await api.call('version')).toMatchObject({ version: { first: 1, last: 3, good: 1 } });
  await api.close();
});
