import { verify } from 'ripple-keypairs';
import { HashPrefix } from '../../xrpl/hash';
import { parsePublicKey } from '../../xrpl/public-key';
import { required, type Field } from '../fields/field';
import { defineMethod } from '../method';
import { invalidParams, RpcError } from '../rpc-error';

const hex64 = /^[0-9A-Fa-f]{64}$/;
const hexBytes = /^([0-9A-Fa-f]{2})+$/;
const drops = /^[0-9]{1,20}$/;
const greatest = 0xffffffffffffffffn;

/** A text that `parse` understands. */
function text<T>(parse: (text: string) => T | undefined, wrong: () => RpcError, description: string) {
  const field: Field<T> = {
    schema: { type: 'string', description },
    read(value) {
      const parsed = typeof value === 'string' ? parse(value) : undefined;
      if (parsed === undefined) throw wrong();
      return parsed;
    },
  };
  return required(field, (name) => invalidParams(`Missing field '${name}'.`));
}

const hexOf = (form: RegExp) => (value: string) => (form.test(value) ? Buffer.from(value, 'hex') : undefined);

function amountOf(value: string): bigint | undefined {
  const amount = drops.test(value) ? BigInt(value) : undefined;
  return amount !== undefined && amount <= greatest ? amount : undefined;
}

/** Needs no ledger and no network: whether the signature is good is a matter of arithmetic. */
export const channel_verify = defineMethod({
  summary: 'Whether a claim of a payment channel is signed by a key.',
  example: {
    channel_id: '5DB01B7FFED6B67E6B0414DED11E051D2EE2B7619CE0EAA6286D67A3A4D5BDB3',
    amount: '1000000',
    public_key: 'ED01FA53FA5A7E77798F882ECE20B1ABC00BB358A9E55A202D0D0676BD0CE37A63',
    signature:
      'F86EFC14E70AAC691277620DA42C71906948C232187A68C75C0825D9AC2B5F2C3EA483AC6BD0FD6FDFC54F2B92E9CFFF82FEF541D6639B67DC5F66BE875CED01',
  },
  errors: ['channelMalformed', 'channelAmtMalformed', 'publicMalformed'],
  neverForwarded: true,
  fields: {
    public_key: text(parsePublicKey, () => new RpcError('publicMalformed'), 'Of the payer, in base58 or hexadecimal.'),
    channel_id: text(hexOf(hex64), () => new RpcError('channelMalformed'), 'The channel, by its key.'),
    amount: text(amountOf, () => new RpcError('channelAmtMalformed'), 'What the claim is for, in drops.'),
    signature: text(hexOf(hexBytes), () => invalidParams(), 'Hexadecimal.'),
  },
  run({ public_key: key, channel_id: channel, amount, signature }) {
    const claim = Buffer.concat([HashPrefix.paymentChannelClaim, channel, Buffer.alloc(8)]);
    claim.writeBigUInt64BE(amount, claim.length - 8);
    return { signature_verified: isSignedBy(claim, signature, key) };
  },
});

function isSignedBy(claim: Buffer, signature: Buffer, key: Buffer): boolean {
  const [message, signed, by] = [claim, signature, key].map((bytes) => bytes.toString('hex').toUpperCase());
  try {
    return verify(message!, signed!, by!);
  } catch {
    return false; // no signature at all, or no point on the curve
  }
}
