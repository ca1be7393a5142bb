import { encode } from 'ripple-binary-codec';
import { sha512Half } from '../../../xrpl/hash';
import { decodeAccountId } from '../../../xrpl/base58';
import { credential, depositPreauthCredentials } from '../../../xrpl/keylets/credential';
import { amendments } from '../../../xrpl/keylets/singletons';
import { alice, aliceRoot, bob, bobRoot, hex, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

const chain = makeChain();
const blob = (json: object): Buffer => Buffer.from(encode(json), 'hex');
const id = (address: string): Buffer => decodeAccountId(address)!;
const kyc = { issuer: alice, credential_type: '6B7963' };
const held = { ...kyc, subject: bob };
const kycKey = credential(id(bob), id(alice), Buffer.from('kyc'));

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());

const entry = (params: object) => api.call('ledger_entry', params);

it('tells what is not there by a name alone, as both peers do', async () => {
  const answer = await entry({ account_root: bob });
  expect(answer).toEqual({ error: 'entryNotFound', status: 'error', type: 'response', request: expect.any(Object) });
});

it('shows what is gone as it last was, when asked', async () => {
  const gone = await entry({ account_root: bob, include_deleted: true });
  expect(gone).toMatchObject({ index: hex(bobRoot), ledger_index: 13, deleted_ledger_index: 13 });
  expect(gone.node).toMatchObject({ Account: bob, Balance: '1000000' });
  const there = await entry({ account_root: alice, include_deleted: true });
  expect(there).not.toHaveProperty('deleted_ledger_index');
  expect(await entry({ index: '0'.repeat(64), include_deleted: true })).toMatchObject({ error: 'entryNotFound' });
});

it.each([
  [{}, 'unknownOption', 'Unknown option.'],
  [{ nft_offer: '0'.repeat(64) }, 'unknownOption', 'Unknown option.'],
  [{ bridge_account: alice }, 'unknownOption', 'Unknown option.'],
  [{ api_version: 2 }, 'invalidParams', 'Invalid parameters.'],
  [{ index: 'abc' }, 'malformedRequest', 'Malformed request.'],
  [{ account_root: 5 }, 'invalidParams', 'account_rootNotString'],
  [{ account_root: 'rFoo' }, 'malformedAddress', 'Malformed address.'],
  [{ account_root: 'rrrrrrrrrrrrrrrrrrrrrhoLvTp' }, 'malformedAddress', 'Malformed address.'],
  [{ deposit_preauth: 5 }, 'invalidParams', 'Invalid parameters.'],
  [{ deposit_preauth: { owner: 'x' } }, 'malformedOwner', 'Malformed owner.'],
  [{ deposit_preauth: { owner: alice } }, 'invalidParams', "Required field 'authorized' missing"],
  [
    { deposit_preauth: { owner: alice, authorized: bob, authorized_credentials: [kyc] } },
    'malformedRequest',
    'Must have one of authorized or authorized_credentials.',
  ],
  [
    { deposit_preauth: { owner: alice, authorized_credentials: [kyc, kyc] } },
    'malformedAuthorizedCredentials',
    'duplicates in credentials.',
  ],
  [
    { deposit_preauth: { owner: alice, authorized_credentials: [{ issuer: alice }] } },
    'malformedAuthorizedCredentials',
    "Field 'CredentialType' is required but missing.",
  ],
  [{ directory: {} }, 'invalidParams', 'missingOwnerOrDirRoot'],
  [{ directory: { owner: alice, dir_root: hex(aliceRoot) } }, 'invalidParams', 'mayNotSpecifyBothDirRootAndOwner'],
  [{ directory: { owner: alice, sub_index: -1 } }, 'malformedRequest', 'Malformed request.'],
  [{ escrow: { owner: alice } }, 'invalidParams', "Required field 'seq' missing"],
  [{ escrow: { owner: alice, seq: 'x' } }, 'malformedRequest', 'Malformed request.'],
  [{ ripple_state: 'abc' }, 'invalidParams', 'Invalid parameters.'],
  [{ ripple_state: { accounts: [alice, alice], currency: 'USD' } }, 'invalidParams', 'malformedAccounts'],
  [{ ripple_state: { accounts: [alice, 'bad'], currency: 'USD' } }, 'malformedAddress', 'malformedAddresses'],
  [{ ripple_state: { accounts: [alice, bob], currency: '' } }, 'invalidParams', 'currencyIsEmpty'],
  [{ ripple_state: { accounts: [alice, bob], currency: 'nonsense' } }, 'malformedCurrency', 'malformedCurrency'],
  [{ amm: { asset: { currency: 'XRP' } } }, 'malformedRequest', 'Malformed request.'],
  [{ amm: { asset: { currency: 'XRP', issuer: alice }, asset2: {} } }, 'malformedRequest', 'Malformed request.'],
  [{ bridge: 5 }, 'malformedRequest', 'Malformed request.'],
  [{ oracle: 'abc' }, 'malformedAddress', 'Malformed address.'],
  [{ oracle: { account: alice, oracle_document_id: 1.5 } }, 'malformedDocumentID', 'Malformed oracle_document_id.'],
  [{ account_root: alice, include_deleted: 1 }, 'invalidParams', 'Invalid parameters.'],
])('refuses %j', async (params, error, error_message) => {
  expect(await entry(params)).toMatchObject({ error, error_message, status: 'error' });
});

it('needs the account of one of its doors to tell which end of a bridge is meant', async () => {
  const xrp = { currency: 'XRP' };
  const doors = { LockingChainDoor: alice, IssuingChainDoor: bob, LockingChainIssue: xrp, IssuingChainIssue: xrp };
  expect(await entry({ bridge: doors })).toMatchObject({ error: 'malformedRequest' });
  expect(await entry({ bridge: doors, bridge_account: alice })).toMatchObject({ error: 'entryNotFound' });
});

it('checks selectors before it looks for the ledger', async () => {
  expect(await entry({ ledger_index: 99 })).toMatchObject({ error: 'unknownOption' });
  expect(await entry({ ledger_index: 99, account_root: alice })).toMatchObject({ error: 'lgrNotFound' });
});

describe('selectors that came with an amendment', () => {
  it('are unknown before, whatever they hold', async () => {
    for (const value of [held, hex(kycKey), 5]) {
      expect(await entry({ credential: value })).toMatchObject({ error: 'unknownOption' });
    }
  });

  const later = makeChain();
  const Amendments = [hex(sha512Half(Buffer.from('Credentials')))];
  later.reader.change(13, amendments, blob({ LedgerEntryType: 'Amendments', Flags: 0, Amendments }));
  let laterApi: RunningApi;
  beforeAll(async () => (laterApi = await runApi(later.reader)));
  afterAll(() => laterApi.close());
  const laterEntry = (params: object) => laterApi.call('ledger_entry', params);

  it('are known from then on', async () => {
    const kept = { LedgerEntryType: 'Credential', Flags: 0, Subject: bob, Issuer: alice, CredentialType: '6B7963' };
    later.reader.change(13, kycKey, blob({ ...kept, IssuerNode: '0', SubjectNode: '0' }));
    expect((await laterEntry({ credential: held })).node).toMatchObject(kept);
    expect((await laterEntry({ credential: hex(kycKey) })).index).toBe(hex(kycKey));
    expect(await laterEntry({ credential: { ...held, subject: 'x' } })).toMatchObject({ error: 'malformedAddress' });
    expect(await laterEntry({ credential: 5 })).toMatchObject({ error: 'malformedRequest' });
    expect(await laterEntry({ mptoken: '0'.repeat(64) })).toMatchObject({ error: 'unknownOption' });
  });

  it('name a preauthorization by the credentials it is for', async () => {
    const key = depositPreauthCredentials(id(alice), [{ issuer: id(alice), credentialType: Buffer.from('kyc') }]);
    const preauth = { LedgerEntryType: 'DepositPreauth', Flags: 0, Account: alice, OwnerNode: '0' };
    later.reader.change(13, key, blob(preauth));
    const found = await laterEntry({ deposit_preauth: { owner: alice, authorized_credentials: [kyc] } });
    expect(found).toMatchObject({ index: hex(key), node: preauth });
  });
});
