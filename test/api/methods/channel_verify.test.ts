import { deriveKeypair, sign } from 'ripple-keypairs';
import { makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader)));
afterAll(() => api.close());

const channel_id = '5DB01B7FFED6B67E6B0414DED11E051D2EE2B7619CE0EAA6286D67A3A4D5BDB3';
/** A claim as XRPL signs it: `CLM\0`, the channel, the drops in 64 bits. */
const claim = (amount: bigint) => `434C4D00${channel_id}${amount.toString(16).padStart(16, '0').toUpperCase()}`;
const keys = {
  ed25519: deriveKeypair('sEdSKaCy2JT7JaM7v95H9SxkhP9wS2r'),
  secp256k1: deriveKeypair('sp5fghtJtpUorTwvof1NpDXAzNwf5'),
};
const verify = (params: object) => api.call('channel_verify', params);

it.each(['ed25519', 'secp256k1'] as const)('tells a good %s signature from a bad one', async (kind) => {
  const { publicKey, privateKey } = keys[kind];
  const signature = sign(claim(1000000n), privateKey);
  const request = { channel_id, amount: '1000000', public_key: publicKey, signature };
  expect(await verify(request)).toMatchObject({ signature_verified: true });
  expect(await verify({ ...request, amount: '1000001' })).toMatchObject({ signature_verified: false });
  expect(await verify({ ...request, channel_id: '0'.repeat(64) })).toMatchObject({ signature_verified: false });
  const other = keys[kind === 'ed25519' ? 'secp256k1' : 'ed25519'].publicKey;
  expect(await verify({ ...request, public_key: other })).toMatchObject({ signature_verified: false });
});

const good = { channel_id, amount: '1', public_key: keys.ed25519.publicKey, signature: 'AB' };

it.each([
  [{ public_key: 'x' }, 'publicMalformed'],
  [{ channel_id: 'x' }, 'channelMalformed'],
  [{ amount: 1 }, 'channelAmtMalformed'],
  [{ amount: '-1' }, 'channelAmtMalformed'],
  [{ amount: '18446744073709551616' }, 'channelAmtMalformed'],
  [{ signature: 'zz' }, 'invalidParams'],
])('refuses %j', async (wrong, error) => {
  expect(await verify({ ...good, ...wrong })).toMatchObject({ error });
});

it('needs all of its fields', async () => {
  const rest = { ...good, amount: undefined };
  expect(await verify(rest)).toMatchObject({ error: 'invalidParams', error_message: "Missing field 'amount'." });
});
