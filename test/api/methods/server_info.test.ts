import { hex, makeChain } from '../support/chain';
import { runApi } from '../support/running-api';

it('describes the server, what it holds, and the fees of the newest ledger', async () => {
  const chain = makeChain();
  const api = await runApi(chain.reader);
  const { info, validated } = await api.call('server_info');
  expect(validated).toBe(true);
  expect(info).toEqual({
    complete_ledgers: '10-13',
    load_factor: 1,
    time: expect.stringMatching(/^\d{4}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6} UTC$/),
    uptime: expect.any(Number),
    millrace_version: '1.2.3',
    network_id: 21,
    validated_ledger: {
      age: expect.any(Number),
      hash: hex(chain.ledger(13).hash),
      seq: 13,
      base_fee_xrp: 0.00001,
      reserve_base_xrp: 1,
      reserve_inc_xrp: 0.2,
    },
  });
  await api.close();
});
