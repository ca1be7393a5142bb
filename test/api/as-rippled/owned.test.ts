import { directoryPage, ownerDirectory } from '../../../xrpl/keylets/directory';
import { offer } from '../../../xrpl/keylets/sequenced';
import { hex, last, makeChain } from '../support/chain';
import { addOwner, blob, id, stranger, type Entry } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [maker, other] = [0x80, 2].map(stranger) as [string, string];
const entry = (Sequence: number, members: object): Entry => ({
  key: offer(id(maker), Sequence),
  json: {
    LedgerEntryType: 'Offer',
    Account: maker,
    Sequence,
    TakerPays: '1',
    TakerGets: '2',
    BookDirectory: '0'.repeat(64),
    BookNode: '0',
    ...members,
  },
});
const check = (Sequence: number): Entry => ({
  key: offer(id(other), Sequence),
  json: { LedgerEntryType: 'Check', Account: other, Destination: maker, SendMax: '1', Sequence, OwnerNode: '7' },
});

const chain = makeChain();
const root = ownerDirectory(id(maker));
/** Two pages: ten entries, then eleven of which the last but one is another's. */
const first = Array.from({ length: 10 }, (_, i) => entry(i + 1, { OwnerNode: '0' }));
const second = Array.from({ length: 11 }, (_, i) => entry(i + 11, { OwnerNode: '1' }));
second[9] = { ...check(1), json: { ...check(1).json, DestinationNode: '1' } };
addOwner(chain, maker, first);
const directory = { LedgerEntryType: 'DirectoryNode', Flags: 0, RootIndex: hex(root), Owner: maker };
const keys = (entries: readonly Entry[]) => entries.map(({ key }) => hex(key));
chain.reader.change(last, root, blob({ ...directory, IndexNext: '1', IndexPrevious: '1', Indexes: keys(first) }));
chain.reader.change(last, directoryPage(root, 1n), blob({ ...directory, Indexes: keys(second) }));
const before = { Flags: 0, PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
for (const { key, json } of second) chain.reader.change(last, key, blob({ ...before, ...json }));

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader, {}, undefined, [], 'rippled')));
afterAll(() => api.close());
const offers = async (params: object) => {
  const { offers: found, marker, limit, error } = await api.call('account_offers', { account: maker, ...params });
  return { count: found?.length, marker, limit, error };
};
const markerAt = (entries: readonly Entry[], place: number, page: number): string =>
  `${hex(entries[place]!.key)},${page}`;

it('tells marker and limit where there is more, and only there', async () => {
  expect(await offers({ limit: 10 })).toEqual({ count: 10, limit: 10, marker: markerAt(first, 9, 0) });
  expect(await offers({ limit: 21 })).toEqual({ count: 20 });
  expect(await offers({ limit: 11, marker: markerAt(first, 9, 0) })).toEqual({ count: 10 });
});

it('names in a marker the page where the entry has its owner, and comes back from there', async () => {
  const page = await offers({ limit: 20 });
  expect(page.marker).toBe(markerAt(second, 9, 7));
  expect(await offers({ marker: page.marker })).toEqual({ count: 1 });
});

it('takes the page in a marker for a hint', async () => {
  expect(await offers({ marker: markerAt(second, 0, 0) })).toEqual({ count: 9 });
  expect(await offers({ marker: `${markerAt(second, 0, 99)},x` })).toEqual({ count: 9 });
});

it('refuses a marker of what is not in the directory', async () => {
  expect(await offers({ marker: `${'F'.repeat(64)},0` })).toEqual({ error: 'invalidParams' });
  expect(await offers({ marker: `${hex(check(2).key)},0` })).toEqual({ error: 'invalidParams' });
});
