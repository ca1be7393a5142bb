import { makeChain } from '../support/chain';
import { runApi } from '../support/running-api';

it('gives 256 bits, others each time', async () => {
  const api = await runApi(makeChain().reader);
  const [one, other] = [await api.call('random'), await api.call('random')];
  expect(one.random).toMatch(/^[0-9A-F]{64}$/);
  expect(one.random).not.toBe(other.random);
  await api.close();
});
