import { sha512Half } from '../../../xrpl/hash';
import { depositPreauth } from '../../../xrpl/keylets/account';
import { credential, depositPreauthCredentials } from '../../../xrpl/keylets/credential';
import { amendments } from '../../../xrpl/keylets/singletons';
import { closeTimeOf, hex, last, makeChain, type Chain } from '../support/chain';
import { addOwner, blob, id, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [source, friend, guarded, issuer] = [1, 2, 3, 4].map(stranger) as [string, string, string, string];
const kyc = Buffer.from('kyc');

function addCredential(chain: Chain, type: Buffer, more: object = {}, subject = source): Buffer {
  const key = credential(id(subject), id(issuer), type);
  const kept = { Subject: subject, Issuer: issuer, CredentialType: hex(type), IssuerNode: '0', SubjectNode: '0' };
  chain.reader.change(last, key, blob({ LedgerEntryType: 'Credential', Flags: 0x10000, ...kept, ...more }));
  return key;
}

function chainWith(withCredentials: boolean): Chain {
  const chain = makeChain();
  for (const each of [source, friend]) addOwner(chain, each);
  addOwner(chain, guarded, [], 0x01000000);
  const preauth = { LedgerEntryType: 'DepositPreauth', Flags: 0, Account: guarded, OwnerNode: '0' };
  chain.reader.change(last, depositPreauth(id(guarded), id(friend)), blob({ ...preauth, Authorize: friend }));
  const key = depositPreauthCredentials(id(guarded), [{ issuer: id(issuer), credentialType: kyc }]);
  chain.reader.change(last, key, blob(preauth));
  if (withCredentials) {
    const Amendments = [hex(sha512Half(Buffer.from('Credentials')))];
    chain.reader.change(last, amendments, blob({ LedgerEntryType: 'Amendments', Flags: 0, Amendments }));
  }
  return chain;
}

const chain = chainWith(true);
const held = hex(addCredential(chain, kyc));
const unaccepted = hex(addCredential(chain, Buffer.from('new'), { Flags: 0 }));
const expired = hex(addCredential(chain, Buffer.from('old'), { Expiration: closeTimeOf(last) - 1 }));
const others = hex(addCredential(chain, kyc, {}, friend));

let api: RunningApi;
let before: RunningApi;
beforeAll(async () => {
  api = await runApi(chain.reader);
  before = await runApi(chainWith(false).reader);
});
afterAll(() => Promise.all([api.close(), before.close()]));
const ask = (params: object, of = api) =>
  of.call('deposit_authorized', { source_account: source, destination_account: guarded, ...params });

it('lets through to whoever takes anything, to oneself, and where it was allowed', async () => {
  expect(await ask({ destination_account: friend })).toMatchObject({ deposit_authorized: true, ledger_index: last });
  expect(await ask({})).toMatchObject({ deposit_authorized: false, source_account: source });
  expect(await ask({ source_account: friend })).toMatchObject({ deposit_authorized: true });
  expect(await ask({ source_account: guarded })).toMatchObject({ deposit_authorized: true });
});

it('lets through with the credentials that were asked for', async () => {
  expect(await ask({ credentials: [held] })).toMatchObject({ deposit_authorized: true, credentials: [held] });
});

it.each([
  [[expired], 'credentials are expired'],
  [[unaccepted], "credentials aren't accepted"],
  [[others], "credentials doesn't belong to the root account"],
  [['0'.repeat(64)], "credentials don't exist"],
  [[held, held], 'duplicates in credentials'],
])('refuses the credentials %j', async (credentials, error_message) => {
  expect(await ask({ credentials })).toMatchObject({ error: 'badCredentials', error_code: 95, error_message });
});

it.each([
  ['x', "Invalid field 'credentials', not is non-empty array of CredentialID(hash256)."],
  [['x'], "Invalid field 'credentials', not an array of CredentialID(hash256)."],
  [Array(9).fill(held), "Invalid field 'credentials', not array too long."],
])('refuses %j as credentials', async (credentials, error_message) => {
  expect(await ask({ credentials })).toMatchObject({ error: 'invalidParams', error_message });
});

it('knows no credentials before their amendment', async () => {
  expect(await ask({ credentials: 'x', source_account: friend }, before)).toMatchObject({ deposit_authorized: true });
});

it('says which account is not there', async () => {
  expect(await ask({ source_account: stranger(9) })).toMatchObject({ error: 'srcActNotFound' });
  expect(await ask({ destination_account: stranger(9) })).toMatchObject({ error: 'dstActNotFound' });
});
