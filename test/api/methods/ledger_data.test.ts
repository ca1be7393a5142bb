import { aliceRoot, bobRoot, hex, line, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';
import { feeSettings } from '../../../xrpl/keylets/singletons';

const chain = makeChain();
const sorted = (...keys: Buffer[]): string[] => keys.map(hex).sort();
let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

const page = (params: object) => api.call('ledger_data', params);
const indexes = (answer: { state: { index: string }[] }): string[] => answer.state.map(({ index }) => index);

async function walk(params: object): Promise<string[]> {
  const found: string[] = [];
  for (let marker: unknown; ;) {
    const answer = await page({ ...params, ...(marker !== undefined && { marker }) });
    found.push(...indexes(answer));
    marker = answer.marker;
    if (marker === undefined) return found;
  }
}

it.each([1, 2, 3, 4, 5])('walks over the whole state in pages of %i (C#166)', async (limit) => {
  expect(await walk({ ledger_index: 12, limit })).toEqual(sorted(feeSettings, aliceRoot, bobRoot, line));
  expect(await walk({ ledger_index: 13, limit })).toEqual(sorted(feeSettings, aliceRoot, line));
  expect(await walk({ ledger_index: 10, limit })).toEqual(sorted(feeSettings, aliceRoot, bobRoot));
});

it('gives no marker with a last page that is just full', async () => {
  expect(await page({ ledger_index: 12, limit: 4 })).not.toHaveProperty('marker');
});

it('shows the header on the first page alone', async () => {
  const start = await page({ limit: 1 });
  expect(start.ledger).toMatchObject({ ledger_index: '13', closed: true });
  expect(await page({ limit: 1, marker: start.marker })).not.toHaveProperty('ledger');
});

it('takes back the markers that it gives (C#515), in either case', async () => {
  const { marker } = await page({ ledger_index: 12, limit: 1 });
  const rest = await page({ ledger_index: 12, marker: marker.toLowerCase() });
  expect(indexes(rest)).toHaveLength(3);
});

it('refuses a marker that is no object of the ledger (C#609)', async () => {
  const request = { ledger_index: 13, marker: hex(bobRoot) };
  expect(await page(request)).toMatchObject({ error: 'invalidParams', error_message: 'markerDoesNotExist' });
});

it.each([
  [{ marker: 'abc' }, 'markerMalformed'],
  [{ marker: `${'0'.repeat(64)},0` }, 'markerMalformed'],
  [{ marker: 5 }, 'markerNotString'],
  [{ marker: null }, 'Invalid parameters.'],
  [{ marker: {} }, 'Invalid parameters.'],
  [{ out_of_order: true, marker: '5' }, 'markerMalformed'],
  [{ limit: 0 }, 'Invalid parameters.'],
  [{ limit: '5' }, 'Invalid parameters.'],
  [{ type: 5 }, "Invalid field 'type', not string."],
  [{ type: 'OFFER' }, "Invalid field 'type'."],
])('refuses %j (C#610, C#611)', async (params, error_message) => {
  expect(await page(params)).toMatchObject({ error: 'invalidParams', error_code: 31, error_message });
});

it('filters by type after cutting the page', async () => {
  const first = await page({ ledger_index: 12, limit: 1, type: 'fee' });
  expect(first.marker).toBeDefined();
  expect(await walk({ ledger_index: 12, limit: 1, type: 'fee' })).toEqual([hex(feeSettings)]);
});

it('gives binary', async () => {
  const { state } = await page({ ledger_index: 12, binary: true, type: 'state' });
  expect(state).toEqual([{ data: hex((await chain.reader.object(line, 12))!), index: hex(line) }]);
});

// Clio refuses the markers of its own first pages here.
it('finds out of order what was deleted since (C#515)', async () => {
  const found = await walk({ ledger_index: 11, limit: 2, out_of_order: true });
  expect([...new Set(found)].sort()).toEqual(sorted(feeSettings, aliceRoot, bobRoot, line));
  expect(await page({ out_of_order: true })).toMatchObject({ cache_full: true, marker: 13 });
});
