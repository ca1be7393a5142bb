import type { Reader } from '../../../store/read/reader';
import { encodeAccountId } from '../../../xrpl/base58';
import { parseNFTokenId } from '../../../xrpl/nft';
import { nftChanges } from '../../../xrpl/transaction/nft-changes';
import { demoLast } from '../../demo';
import { hex } from '../support/chain';
import { demoApi } from '../support/demo-api';

interface Minted {
  nft: string;
  taxon: number;
  ledger: number;
}

const api = demoApi();
let issuer: string;
let minted: Minted[];
beforeAll(async () => {
  const byIssuer = await mintedIn(api.reader);
  [issuer, minted] = [...byIssuer].sort((a, b) => b[1].length - a[1].length)[0]!;
  minted.sort((a, b) => a.taxon - b.taxon || (a.nft < b.nft ? -1 : 1));
});

async function mintedIn(reader: Reader): Promise<Map<string, Minted[]>> {
  const found = new Map<string, Minted[]>();
  for (let ledger = 3; ledger <= demoLast; ledger++) {
    for (const { metadata } of await reader.transactions(ledger)) {
      for (const { id, before } of nftChanges(metadata)) {
        if (before) continue;
        const { issuer: by, taxon } = parseNFTokenId(id);
        const address = encodeAccountId(by);
        found.set(address, [...(found.get(address) ?? []), { nft: hex(id), taxon, ledger }]);
      }
    }
  }
  return found;
}

const ask = (params: object = {}) => api.call('nfts_by_issuer', { issuer, ...params });

async function walk(params: object): Promise<string[]> {
  const ids: string[] = [];
  for (let marker: string | undefined; ;) {
    const page = await ask({ ...params, ...(marker && { marker }) });
    ids.push(...page.nfts.map(({ nft_id }: { nft_id: string }) => nft_id));
    if (!page.marker) return ids;
    marker = page.marker as string;
  }
}

it('shows every token by taxon and id, burned ones too, on pages of any size', async () => {
  expect(minted.length).toBeGreaterThan(20);
  for (const limit of [7, 100]) expect(await walk({ limit })).toEqual(minted.map(({ nft }) => nft));
});

it('can be narrowed to one taxon', async () => {
  const { taxon } = minted[0]!;
  const wanted = minted.filter((each) => each.taxon === taxon).map(({ nft }) => nft);
  expect(await walk({ nft_taxon: taxon, limit: 2 })).toEqual(wanted);
  expect(await ask({ nft_taxon: taxon })).toMatchObject({ nft_taxon: taxon, issuer, validated: true });
});

it('shows only those minted by that ledger', async () => {
  const ledger_index = Math.min(...minted.map(({ ledger }) => ledger));
  const wanted = minted.filter(({ ledger }) => ledger <= ledger_index).map(({ nft }) => nft);
  expect(await walk({ ledger_index, limit: 100 })).toEqual(wanted);
});

it('refuses an issuer that is not there', async () => {
  expect(await ask({ issuer: 'rrrrrrrrrrrrrrrrrrrrBZbvji' })).toMatchObject({ error: 'actNotFound' });
  expect(await ask({ issuer: 'x' })).toMatchObject({ error: 'actMalformed', error_message: 'issuerMalformed' });
});
