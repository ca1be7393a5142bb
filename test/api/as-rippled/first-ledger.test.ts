import { FirstLedger } from '../../../api/as-rippled/first-ledger';
import { ledgerHash } from '../../../xrpl/header';
import { demoFirst, demoLast } from '../../demo';
import { hex, makeChain } from '../support/chain';
import { demoReader } from '../support/demo-reader';
import { runApi, type RunningApi } from '../support/running-api';

const base = demoFirst - 1;
/** In every state. */
const genesis = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

describe('of a recording that begins with a ledger without transactions', () => {
  let demo: Awaited<ReturnType<typeof demoReader>>;
  let [rippled, clio]: RunningApi[] = [];
  beforeAll(async () => {
    demo = await demoReader();
    rippled = await runApi(demo.reader, {}, undefined, [], 'rippled');
    clio = await runApi(demo.reader, {}, undefined, [], 'clio');
  });
  afterAll(async () => {
    await rippled!.close();
    await clio!.close();
    await demo.close();
  });

  it('rippled has that ledger', async () => {
    const { info } = await rippled!.call('server_info');
    expect(info.complete_ledgers).toBe(`${base}-${demoLast}`);
    const found = await rippled!.call('account_info', { account: genesis, ledger_index: base });
    expect(found).toMatchObject({ ledger_index: base, validated: true, account_data: { Account: genesis } });
    const { ledger_hash: hash } = found;
    expect(await rippled!.call('ledger', { ledger_hash: hash, transactions: true })).toMatchObject({
      ledger_index: base,
      ledger: { ledger_hash: hash, transactions: [] },
    });
    expect(await rippled!.call('account_tx', { account: genesis })).toMatchObject({ ledger_index_min: base });
    expect(await rippled!.call('ledger', { ledger_index: base - 1 })).toMatchObject({ error: 'lgrNotFound' });
  });

  it('Clio has it not', async () => {
    const { info } = await clio!.call('server_info');
    expect(info.complete_ledgers).toBe(`${demoFirst}-${demoLast}`);
    expect(await clio!.call('ledger', { ledger_index: base })).toMatchObject({ error: 'lgrNotFound' });
    const hash = hex((await demo.reader.ledger(base))!.hash);
    expect(await clio!.call('ledger', { ledger_hash: hash })).toMatchObject({ error: 'lgrNotFound' });
    expect(await clio!.call('account_tx', { account: genesis })).toMatchObject({ ledger_index_min: demoFirst });
  });
});

it('is the one before the oldest run, and only where it had no transactions', async () => {
  const chain = makeChain();
  const { reader } = chain;
  const range = { first: 30, last: 40, earlier: [{ first: 12, last: 20 }] };
  expect(await new FirstLedger(reader).among(range)).toEqual(range);
  const header = Buffer.from(chain.ledger(11).header).fill(0, 44, 76);
  reader.ledgers.set(11, { ledgerIndex: 11, hash: ledgerHash(header), header });
  expect(await new FirstLedger(reader).among(range)).toEqual({ ...range, earlier: [{ first: 11, last: 20 }] });
  expect(await new FirstLedger(reader).among({ first: 12, last: 40 })).toEqual({ first: 11, last: 40 });
  expect(await new FirstLedger(reader).among({ first: 11, last: 40 })).toEqual({ first: 11, last: 40 });
});
