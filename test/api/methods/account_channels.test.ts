import { encodeAccountId } from '../../../xrpl/base58';
import { accountIdOf } from '../../../xrpl/public-key';
import { paymentChannel } from '../../../xrpl/keylets/sequenced';
import { hex, makeChain } from '../support/chain';
import { addOwner, id, lineBetween, stranger, type Entry } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [payer, payee, other] = [0x80, 1, 2].map(stranger) as [string, string, string];
const PublicKey = '0330E7FC9D56BB25D6893BA3F317AE5BCF33B3291BD63DB32654A313222F7FD020';
const channel = (from: string, to: string, sequence: number, more: object = {}): Entry => ({
  key: paymentChannel(id(from), id(to), sequence),
  json: {
    LedgerEntryType: 'PayChannel',
    Account: from,
    Destination: to,
    Amount: '1000000',
    Balance: '250000',
    SettleDelay: 3600,
    PublicKey,
    OwnerNode: '0',
    ...more,
  },
});
const open = channel(payer, payee, 1, { Expiration: 5000, CancelAfter: 6000, SourceTag: 7, DestinationTag: 8 });
const chain = makeChain();
addOwner(chain, payer, [open, channel(payer, other, 2), lineBetween(payer, payee, '1'), channel(other, payer, 3)]);
addOwner(chain, payee);

let api: RunningApi;
beforeAll(async () => (api = await runApi(chain.reader)));
afterAll(() => api.close());
const channels = (params: object) => api.call('account_channels', { account: payer, ...params });

it('shows the channels an account pays from, and not those it is paid from', async () => {
  const answer = await channels({});
  expect(answer.channels.length).toBe(2);
  expect(answer.channels[0]).toEqual({
    channel_id: hex(open.key),
    account: payer,
    destination_account: payee,
    amount: '1000000',
    balance: '250000',
    settle_delay: 3600,
    public_key: 'aBQG8RQAzjs1eTKFEAQXr2gS4utcDiEC9wmi7pfUPTi27VCahwgw',
    public_key_hex: PublicKey,
    expiration: 5000,
    cancel_after: 6000,
    source_tag: 7,
    destination_tag: 8,
  });
});

it('can be narrowed to one destination', async () => {
  const answer = await channels({ destination_account: other });
  expect(answer.channels.map((each: { destination_account: string }) => each.destination_account)).toEqual([other]);
  expect((await channels({ account: payee })).channels).toEqual([]);
});

it.each([
  [{ destination_account: 5 }, 'invalidParams', 'Invalid parameters.'],
  [{ destination_account: 'x' }, 'actMalformed', 'destination_accountMalformed'],
  [{ marker: `${'0'.repeat(63)}1,0` }, 'invalidParams', 'Invalid marker.'],
  [{ limit: 0 }, 'invalidParams', 'Invalid parameters.'],
])('refuses %j', async (params, error, error_message) => {
  expect(await channels(params)).toMatchObject({ error, error_message });
});

it('answers under the name it was asked by', async () => {
  expect((await channels({})).account).toBe(payer);
  addOwner(chain, encodeAccountId(accountIdOf(Buffer.from(PublicKey, 'hex'))));
  expect(await channels({ account: PublicKey })).toMatchObject({ account: PublicKey, channels: [] });
});
