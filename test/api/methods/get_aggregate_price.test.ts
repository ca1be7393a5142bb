import { encode } from 'ripple-binary-codec';
import { transactionId } from '../../../xrpl/hash';
import { oracle } from '../../../xrpl/keylets/sequenced';
import { hex, last, makeChain } from '../support/chain';
import { blob, id, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const owners = Array.from({ length: 10 }, (_, i) => stranger(0x20 + i));
const time = 1_730_000_000;
const chain = makeChain();
const zeros = '0'.repeat(64);
const series = (price: number, QuoteAsset = 'USD') => [
  { PriceData: { BaseAsset: 'XRP', QuoteAsset, AssetPrice: price.toString(16), Scale: 3 } },
];
const fields = (i: number, PriceDataSeries: object[], more: object = {}) => ({
  Owner: owners[i],
  Provider: 'AA',
  AssetClass: 'BB',
  LastUpdateTime: time + i,
  OwnerNode: '0',
  PriceDataSeries,
  ...more,
});
owners.forEach((owner, i) => {
  const prices = series((i + 1) * 100, i === 9 ? 'EUR' : 'USD');
  const thread = i === 9 ? { PreviousTxnID: hex(changed()), PreviousTxnLgrSeq: 12 } : before();
  const entry = { LedgerEntryType: 'Oracle', Flags: 0, ...fields(i, prices), ...thread };
  chain.reader.change(last, oracle(id(owner), 1), blob(entry));
});

function before(): object {
  return { PreviousTxnID: zeros, PreviousTxnLgrSeq: last };
}

/** The transaction that left USD out of the last oracle, and the one before it that still had it. */
function changed(): Buffer {
  const older = fields(9, series(5000), { LastUpdateTime: time - 500 });
  const newer = fields(9, series(1, 'EUR'));
  const first = stored(10, { FinalFields: older, PreviousTxnID: zeros, PreviousTxnLgrSeq: 9 });
  return stored(12, { FinalFields: newer, PreviousTxnID: hex(first), PreviousTxnLgrSeq: 10 });
}

function stored(ledgerIndex: number, node: object): Buffer {
  const signed = { TransactionType: 'OracleSet', Account: owners[9], Fee: '10', Sequence: ledgerIndex, Flags: 0 };
  const more = { SigningPubKey: '', OracleDocumentID: 1, LastUpdateTime: 1, PriceDataSeries: series(1) };
  const transaction = Buffer.from(encode({ ...signed, ...more }), 'hex');
  const key = hex(oracle(id(owners[9]!), 1));
  const AffectedNodes = [{ ModifiedNode: { LedgerEntryType: 'Oracle', LedgerIndex: key, ...node } }];
  const metadata = blob({ TransactionIndex: 0, TransactionResult: 'tesSUCCESS', AffectedNodes });
  const found = transactionId(transaction);
  chain.reader.stored.push({ ledgerIndex, index: 9, id: found, transaction, metadata });
  return found;
}

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const oracles = (count: number, from = 0) =>
  owners.slice(from, from + count).map((account) => ({ account, oracle_document_id: 1 }));
const ask = (params: object) => api.call('get_aggregate_price', { base_asset: 'XRP', quote_asset: 'USD', ...params });

it('tells mean, deviation and median', async () => {
  expect(await ask({ oracles: oracles(4) })).toMatchObject({
    time: time + 3,
    entire_set: { mean: '0.25', size: 4, standard_deviation: '0.1290994448735806' },
    median: '0.25',
  });
  expect(await ask({ oracles: oracles(3) })).toMatchObject({ median: '0.2' });
  expect((await ask({ oracles: oracles(1) })).entire_set).toMatchObject({ size: 1, standard_deviation: '0' });
});

it('trims both ends, and leaves out what is too old', async () => {
  const trimmed = await ask({ oracles: oracles(8), trim: 25 });
  expect(trimmed.trimmed_set).toMatchObject({ size: 4, mean: '0.45' });
  expect((await ask({ oracles: oracles(8), time_threshold: 2 })).entire_set.size).toBe(3);
  expect((await ask({ oracles: oracles(8), time_threshold: 0 })).entire_set.size).toBe(1);
});

it('finds a price that an oracle has left out through the transactions that changed it', async () => {
  expect(await ask({ oracles: oracles(1, 9) })).toMatchObject({ time: time - 500, median: '5' });
});

it.each([
  [{ oracles: [] }, 'oracleMalformed'],
  [{ oracles: Array(201).fill({ account: owners[0], oracle_document_id: 1 }) }, 'oracleMalformed'],
  [{ oracles: [{ account: owners[0] }] }, 'oracleMalformed'],
  [{ oracles: [{ account: 'x', oracle_document_id: 1 }] }, 'invalidParams'],
  [{ oracles: oracles(1), trim: 26 }, 'invalidParams'],
  [{ oracles: oracles(1), base_asset: '' }, 'invalidParams'],
  [{ oracles: oracles(2), quote_asset: 'JPY' }, 'objectNotFound'],
])('refuses %j', async (params, error) => {
  expect(await ask(params)).toMatchObject({ error });
});
