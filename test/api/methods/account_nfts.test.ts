import { nftokenPageMax } from '../../../xrpl/keylets/nftoken';
import { nftokenId } from '../../../xrpl/nft';
import { hex, last, makeChain } from '../support/chain';
import { addOwner, blob, id, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [owner, issuer, other] = [0x80, 1, 2].map(stranger) as [string, string, string];
const token = (sequence: number, flags = 8, transferFee = 0): string =>
  hex(nftokenId({ flags, transferFee, issuer: id(issuer), taxon: 7, sequence }));
const chain = makeChain();
addOwner(chain, owner);
addOwner(chain, other);

/** Pages in their order; each names the one before it. */
const keys = Array.from({ length: 22 }, (_, i) => {
  const key = Buffer.from(nftokenPageMax(id(owner)));
  if (i < 21) key.fill(i, 31);
  return key;
});
keys.forEach((key, i) => {
  const NFTokens = [{ NFToken: { NFTokenID: token(i, 8, i === 21 ? 500 : 0), ...(i === 21 && { URI: 'AB' }) } }];
  const before = i > 0 ? { PreviousPageMin: hex(keys[i - 1]!) } : {};
  const page = { LedgerEntryType: 'NFTokenPage', Flags: 0, PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
  chain.reader.change(last, key, blob({ ...page, ...before, NFTokens }));
});

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const nfts = (params: object) => api.call('account_nfts', { account: owner, ...params });

it('tells what the id of each token says, and its URI', async () => {
  const { account_nfts } = await nfts({});
  expect(account_nfts.length).toBe(22);
  expect(account_nfts[0]).toEqual({
    NFTokenID: token(21, 8, 500),
    URI: 'AB',
    Flags: 8,
    Issuer: issuer,
    NFTokenTaxon: 7,
    nft_serial: 21,
    TransferFee: 500,
  });
  expect(account_nfts[1]).not.toHaveProperty('TransferFee');
});

it('walks pages from the last to the first', async () => {
  const first = await nfts({ limit: 1 }); // brought up to 20
  expect(first).toMatchObject({ limit: 20, marker: hex(keys[1]!) });
  const rest = await nfts({ limit: 20, marker: first.marker });
  expect(rest.account_nfts.map(({ nft_serial }: { nft_serial: number }) => nft_serial)).toEqual([1, 0]);
  expect(rest.marker).toBeUndefined();
});

it('C#609: refuses a marker of another account or of none', async () => {
  for (const params of [{ account: other, marker: hex(keys[1]!) }, { marker: 'F'.repeat(64) }]) {
    expect(await nfts(params)).toMatchObject({ error_message: 'Marker field does not match any valid Page ID' });
  }
});
