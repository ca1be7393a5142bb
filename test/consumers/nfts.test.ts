import { join } from 'node:path';
import { nftsView } from '../../consumers/nfts';
import { issuerNfts, nftOwners } from '../../schemas/tables/nfts';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { put } from '../../store/port';
import { TablesReader } from '../../store/read/tables-reader';
import { tokensOfPage } from '../../xrpl/nft-page';
import { demoLedgers, temporaryFolder } from '../demo';

const folder = temporaryFolder();
let store: LmdbStore;
beforeAll(() => (store = new LmdbStore(join(folder, 'tables'))));
afterAll(() => store.close());

test('C#1542, C#1550: of two changes of a token in one ledger the later one counts, in whatever order they come', async () => {
  const nft = Buffer.alloc(32, 7);
  const change = (index: number, owner: number, burned: number) =>
    put(nftOwners, { nft, ledger: 50, index, owner: Buffer.alloc(20, owner), burned });
  await store.write([change(9, 2, 1)]);
  await store.write([change(3, 1, 0)]);
  const reader = new TablesReader(store);
  expect(await reader.nftOwner(nft, 50)).toMatchObject({ index: 9, owner: Buffer.alloc(20, 2), burned: true });
  expect(await reader.nftOwner(nft, 49)).toBeUndefined();
});

test('a whole state tells of each token who owns it and who issued it', async () => {
  const pages = (await demoLedgers()).flatMap(([segment]) =>
    segment!.objects.filter(({ blob }) => blob && (tokensOfPage(blob)?.length ?? 0) > 0),
  );
  const { key, blob } = pages[0]!;
  const [whole] = (await demoLedgers(2))[0]!;
  const objects = [{ key, blob, change: 'created' as const }];
  const rows = nftsView.rows({ ...whole!, ledgerIndex: 77, kind: 'state', objects });
  const tokens = tokensOfPage(blob!)!;
  expect(rows.length).toBe(2 * tokens.length);
  await store.write(rows);
  const reader = new TablesReader(store);
  for (const nft of tokens) {
    expect(await reader.nftOwner(nft, 77)).toMatchObject({
      ledgerIndex: 77,
      owner: key.subarray(0, 20),
      burned: false,
    });
  }
  let issued = 0;
  for await (const { ledger } of store.scan(issuerNfts)) if (ledger === 77) issued++;
  expect(issued).toBe(tokens.length);
});
