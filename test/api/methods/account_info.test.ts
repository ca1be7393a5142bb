import { demoApi } from '../support/demo-api';

const genesis = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const genesisKey = '0330E7FC9D56BB25D6893BA3F317AE5BCF33B3291BD63DB32654A313222F7FD020';
const api = demoApi();

const info = (params: object) => api.call('account_info', params);

it('answers the account as of the ledger asked for', async () => {
  expect(await info({ account: genesis, ledger_index: 3 })).toMatchObject({
    account_data: { Account: genesis, Balance: '99949999999999990', Sequence: 2, LedgerEntryType: 'AccountRoot' },
    ledger_index: 3,
    validated: true,
    status: 'success',
  });
  expect((await info({ account: genesis })).ledger_index).toBe(215);
});

it('takes the old name of the field, and public keys in both forms', async () => {
  const wanted = await info({ account: genesis });
  for (const params of [
    { ident: genesis },
    { account: genesisKey },
    { account: 'aBQG8RQAzjs1eTKFEAQXr2gS4utcDiEC9wmi7pfUPTi27VCahwgw' },
  ]) {
    expect((await info(params)).account_data).toEqual(wanted.account_data);
  }
});

it('names every flag of the amendments in force', async () => {
  const { account_flags } = await info({ account: genesis });
  expect(Object.keys(account_flags as object)).toHaveLength(14);
  expect(account_flags).toMatchObject({ defaultRipple: false, allowTrustLineClawback: false });
});

it('has signer lists within the account, from API version 2 on beside it, empty where there is none (C#2746)', async () => {
  const first = await info({ account: genesis, signer_lists: true });
  expect(first.account_data.signer_lists).toEqual([]);
  const second = await info({ account: genesis, signer_lists: true, api_version: 2 });
  expect(second.account_data).not.toHaveProperty('signer_lists');
  expect(second.signer_lists).toEqual([]);
});

it('refuses what is wrong as the peers do', async () => {
  expect(await info({})).toMatchObject({ error: 'invalidParams', error_message: "Missing field 'account'." });
  expect(await info({ account: 5 })).toMatchObject({ error: 'invalidParams', error_message: 'accountNotString' });
  expect(await info({ account: 'rFoo' })).toMatchObject({ error: 'actMalformed', error_message: 'accountMalformed' });
  expect(await info({ account: 'rrrrrrrrrrrrrrrrrrrrBZbvji' })).toMatchObject({ error: 'actNotFound', error_code: 19 });
  expect(await info({ account: genesis, ledger_index: 2 })).toMatchObject({ error: 'lgrNotFound' });
  expect(await info({ account: genesis, queue: true, ledger_index: 9 })).toMatchObject({
    error: 'invalidParams',
    ledger_index: 9,
  });
  expect(await info({ account: genesis, signer_lists: 1, api_version: 2 })).toMatchObject({ error: 'invalidParams' });
});
