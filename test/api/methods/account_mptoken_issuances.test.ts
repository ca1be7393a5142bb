import { hex, makeChain } from '../support/chain';
import { holding, issuance, issuanceId } from '../support/mpts';
import { addOwner, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [issuer, other] = [0x80, 1].map(stranger) as [string, string];
const chain = makeChain();
addOwner(chain, issuer, [
  issuance(issuer, 7, {
    Flags: 0x7f,
    TransferFee: 250,
    AssetScale: 6,
    MaximumAmount: '9223372036854775807',
    OutstandingAmount: '9007199254740993',
    LockedAmount: '5',
    MPTokenMetadata: 'ABCD',
    DomainID: 'E'.repeat(64),
  }),
  holding(issuanceId(other, 3), issuer),
  issuance(issuer, 8, { Flags: 0x20 }),
]);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const issuances = (params: object) => api.call('account_mptoken_issuances', { account: issuer, ...params });

it('shows what the account has issued: ids (C#3178), amounts as text (C#3139), flags that are set', async () => {
  const answer = await issuances({});
  expect(answer).toMatchObject({ account: issuer, limit: 200, ledger_index: 13, validated: true });
  expect(answer.mpt_issuances).toEqual([
    {
      mpt_issuance_id: hex(issuanceId(issuer, 7)),
      issuer,
      sequence: 7,
      transfer_fee: 250,
      asset_scale: 6,
      maximum_amount: '9223372036854775807',
      outstanding_amount: '9007199254740993',
      locked_amount: '5',
      mptoken_metadata: 'ABCD',
      domain_id: 'E'.repeat(64),
      mpt_locked: true,
      mpt_can_lock: true,
      mpt_require_auth: true,
      mpt_can_escrow: true,
      mpt_can_trade: true,
      mpt_can_transfer: true,
      mpt_can_clawback: true,
    },
    {
      mpt_issuance_id: hex(issuanceId(issuer, 8)),
      issuer,
      sequence: 8,
      outstanding_amount: '0',
      mpt_can_transfer: true,
    },
  ]);
});

it.each([
  [{ account: 5 }, 'invalidParams', 'accountNotString'],
  [{ account: stranger(9) }, 'actNotFound', 'accountNotFound'],
  [{ marker: `${'0'.repeat(63)}1,0` }, 'invalidParams', 'Invalid marker.'],
])('refuses %j', async (params, error, error_message) => {
  expect(await issuances(params)).toMatchObject({ error, error_message });
});
