import { encodeAccountId } from '../../../xrpl/base58';
import { parseNFTokenId } from '../../../xrpl/nft';
import { tokensOfPage, uriInPage } from '../../../xrpl/nft-page';
import { nftChanges } from '../../../xrpl/transaction/nft-changes';
import { demoLast } from '../../demo';
import { hex } from '../support/chain';
import { demoApi } from '../support/demo-api';

const api = demoApi();
const info = (params: object) => api.call('nft_info', params);

it('tells of every token of the state who owns it, and its URI', async () => {
  let seen = 0;
  for (const { key, blob } of await api.reader.objectsAfter(Buffer.alloc(32), demoLast, Infinity)) {
    for (const nft of tokensOfPage(blob) ?? []) {
      const { taxon, sequence, issuer } = parseNFTokenId(nft);
      expect(await info({ nft_id: hex(nft) })).toMatchObject({
        nft_id: hex(nft),
        owner: encodeAccountId(key),
        is_burned: false,
        uri: hex(uriInPage(blob, nft)!),
        nft_taxon: taxon,
        nft_serial: sequence,
        issuer: encodeAccountId(issuer),
        validated: true,
      });
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(50);
});

/** Every change of every token in the recording, in order. */
async function changes() {
  const all = [];
  for (let ledger = 3; ledger <= demoLast; ledger++) {
    for (const { metadata } of await api.reader.transactions(ledger)) {
      for (const change of nftChanges(metadata)) all.push({ ledger, ...change });
    }
  }
  return all;
}

it('C#988: tells of a burned token its last owner and URI, and where it was burned', async () => {
  const burned = (await changes()).filter(({ after }) => !after);
  expect(burned.length).toBeGreaterThan(0);
  for (const { id, ledger, before } of burned) {
    const found = await info({ nft_id: hex(id) });
    const uri = before!.uri ? hex(before!.uri) : '';
    expect(found).toMatchObject({ is_burned: true, ledger_index: ledger, owner: encodeAccountId(before!.owner), uri });
    expect(await info({ nft_id: hex(id), ledger_index: ledger - 1 })).toMatchObject({ is_burned: false });
  }
});

it('knows no token before it was minted', async () => {
  const [minted] = (await changes()).filter(({ before }) => !before);
  const unknown = { error: 'objectNotFound', error_message: 'NFT not found' };
  expect(await info({ nft_id: hex(minted!.id), ledger_index: minted!.ledger - 1 })).toMatchObject(unknown);
  expect(await info({ nft_id: '0'.repeat(64) })).toMatchObject(unknown);
});
