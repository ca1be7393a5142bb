import { vault as vaultKey } from '../../../xrpl/keylets/sequenced';
import { hex, last, makeChain } from '../support/chain';
import { enable, issuance, issuanceId } from '../support/mpts';
import { addOwner, blob, id, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [owner, pseudo] = [1, 2].map(stranger) as [string, string];
const shares = issuanceId(pseudo, 1);
const vault = (sequence: number, share: Buffer) => ({
  key: vaultKey(id(owner), sequence),
  json: {
    LedgerEntryType: 'Vault',
    Owner: owner,
    Account: pseudo,
    Sequence: sequence,
    OwnerNode: '0',
    Asset: { currency: 'XRP' },
    ShareMPTID: hex(share),
    WithdrawalPolicy: 1,
  },
});
const whole = vault(4, shares);
const chain = makeChain();
addOwner(chain, owner, [whole, vault(5, issuanceId(pseudo, 9))]);
const before = { Flags: 0, PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: last };
const share = issuance(pseudo, 1, { OutstandingAmount: '77' });
chain.reader.change(last, share.key, blob({ ...before, ...share.json }));
enable(chain, 'SingleAssetVault', 'MPTokensV1');

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const ask = (params: object) => api.call('vault_info', params);

it('shows the vault, and the issuance of its shares within it, by key or by owner', async () => {
  const answer = await ask({ vault_id: hex(whole.key) });
  expect(answer).toMatchObject({
    ledger_index: last,
    validated: true,
    vault: {
      LedgerEntryType: 'Vault',
      Owner: owner,
      Asset: { currency: 'XRP' },
      index: hex(whole.key),
      shares: {
        LedgerEntryType: 'MPTokenIssuance',
        OutstandingAmount: '77',
        index: hex(share.key),
        mpt_issuance_id: hex(shares),
      },
    },
  });
  expect((await ask({ owner, seq: 4 })).vault).toEqual(answer.vault);
});

it.each([
  [{}, 'malformedRequest', 'Malformed request.'],
  [{ owner }, 'malformedRequest', 'Malformed request.'],
  [{ vault_id: hex(whole.key), owner, seq: 4 }, 'malformedRequest', 'Malformed request.'],
  [{ vault_id: 'x' }, 'malformedRequest', 'Malformed request.'],
  [{ owner: 'x', seq: 4 }, 'malformedRequest', 'OwnerNotHexString'],
  [{ owner, seq: '4' }, 'malformedRequest', 'Malformed request.'],
  [{ owner, seq: 4, ledger_index: 99 }, 'lgrNotFound', 'ledgerNotFound'],
  [{ owner: stranger(9), seq: 4 }, 'entryNotFound', undefined],
  [{ owner, seq: 6 }, 'entryNotFound', undefined],
  [{ owner, seq: 5 }, 'entryNotFound', undefined], // its shares are not there
  [{ vault_id: hex(share.key) }, 'entryNotFound', undefined], // no vault
])('refuses %j', async (params, error, error_message) => {
  const answer = await ask(params);
  expect([answer.error, answer.error_message]).toEqual([error, error_message]);
});

it('is not known before its amendment, as to the peers of that time', async () => {
  const earlier = await runApi(makeChain().reader);
  expect(await earlier.call('vault_info', { owner, seq: 4 })).toMatchObject({ error: 'unknownCmd' });
  await earlier.close();
});
