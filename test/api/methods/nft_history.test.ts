import { nftsTouched } from '../../../xrpl/transaction/nfts-touched';
import { demoLast } from '../../demo';
import { hex } from '../support/chain';
import { demoApi } from '../support/demo-api';

const api = demoApi();
/** Of the token with the longest history: ids of its transactions, oldest first. */
let busiest: { nft: string; hashes: string[] };
beforeAll(async () => {
  const histories = new Map<string, string[]>();
  for (let ledger = 3; ledger <= demoLast; ledger++) {
    for (const { transaction, metadata, id } of await api.reader.transactions(ledger)) {
      for (const nft of nftsTouched(transaction, metadata)) {
        histories.set(hex(nft), [...(histories.get(hex(nft)) ?? []), hex(id)]);
      }
    }
  }
  const [nft, hashes] = [...histories].sort((a, b) => b[1].length - a[1].length)[0]!;
  busiest = { nft, hashes };
});
const history = (params: object) => api.call('nft_history', { nft_id: busiest.nft, api_version: 2, ...params });

async function walk(params: object): Promise<string[]> {
  const hashes: string[] = [];
  for (let marker: object | undefined; ;) {
    const page = await history({ ...params, ...(marker && { marker }) });
    hashes.push(...page.transactions.map(({ hash }: { hash: string }) => hash));
    if (!page.marker) return hashes;
    marker = page.marker as object;
  }
}

it('shows every transaction once, newest first or oldest first, on pages of any size', async () => {
  expect(busiest.hashes.length).toBeGreaterThan(3);
  for (const limit of [1, 2, 100]) {
    expect(await walk({ limit, forward: true })).toEqual(busiest.hashes);
    expect(await walk({ limit })).toEqual([...busiest.hashes].reverse());
  }
});

it('keeps to the ledgers asked for, and answers at most 100', async () => {
  const all = await history({ forward: true, limit: 500 });
  expect(all).toMatchObject({ limit: 100, ledger_index_min: 3, ledger_index_max: demoLast });
  const { ledger_index } = all.transactions[0];
  const only = await history({ ledger_index });
  expect(only).toMatchObject({ ledger_index_min: ledger_index, ledger_index_max: ledger_index });
  expect(only.transactions.every((each: { ledger_index: number }) => each.ledger_index === ledger_index)).toBe(true);
});

it.each([
  [{ ledger_index_min: 100, ledger_index_max: 50 }, 'lgrIdxsInvalid'],
  [{ ledger_index_min: 0 }, 'lgrIdxMalformed'],
  [{ ledger_index_max: 0 }, 'lgrIdxMalformed'],
  [{ ledger_index: 50, ledger_index_min: 4 }, 'invalidParams'],
  [{ binary: 'x' }, 'invalidParams'],
  [{ marker: { ledger: 4 } }, 'invalidParams'],
  [{ nft_id: 'x' }, 'invalidParams'],
])('refuses %j', async (params, error) => {
  expect(await history(params)).toMatchObject({ error });
});
