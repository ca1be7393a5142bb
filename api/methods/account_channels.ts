import { encodeAccountId, encodeAccountPublic } from '../../xrpl/base58';
import { fieldsShown } from '../codec';
import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
import { required, type Field } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { ownerMarker } from '../fields/owner-marker';
import { limit } from '../fields/scalars';
import { hex } from '../hex';
import type { JsonObject } from '../json';
import { entryTypeOf } from '../ledger-entry-types';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { ownedBy, requireAccount, type Owned } from '../owner-directory';
import { invalidParams } from '../rpc-error';

interface Channel {
  readonly Account: string;
  readonly Destination: string;
  readonly Amount: string;
  readonly Balance: string;
  readonly SettleDelay: number;
  readonly PublicKey?: string;
  readonly Expiration?: number;
  readonly CancelAfter?: number;
  readonly SourceTag?: number;
  readonly DestinationTag?: number;
}

const channelOf = fieldsShown([
  'Account',
  'Destination',
  'Amount',
  'Balance',
  'SettleDelay',
  'PublicKey',
  'Expiration',
  'CancelAfter',
  'SourceTag',
  'DestinationTag',
]);

const aDestination = account({ description: 'Only channels to this account.' });
const destination: Field<Buffer> = {
  ...aDestination,
  read(value, name, apiVersion) {
    if (typeof value !== 'string') throw invalidParams();
    return aDestination.read(value, name, apiVersion);
  },
};

export const account_channels = defineMethod({
  summary: 'The payment channels that an account pays from.',
  example: { account: 'rNUYcSYdzfsxaA7pwjVYUxArW3gWzExQJN' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: {
    account: required(asGiven(account())),
    destination_account: destination,
    ...ledgerFields,
    limit: limit({ minimum: 10, default: 200, maximum: 400 }),
    marker: ownerMarker(),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const { value: id, given } = params.account;
    await requireAccount(id, ledger.ledgerIndex, context);
    const { owned, marker } = await ownedBy(id, ledger.ledgerIndex, params, context);
    const address = encodeAccountId(id);
    const to = params.destination_account && encodeAccountId(params.destination_account);
    const channels: JsonObject[] = [];
    for (const each of owned) {
      if (entryTypeOf(each.blob) !== 'PayChannel') continue;
      const channel = channelOf(each.blob) as unknown as Channel;
      // Channels to an account are in its directory too.
      if (channel.Account !== address || (to && channel.Destination !== to)) continue;
      channels.push(channelJson(each, channel));
    }
    return { account: given, ...answeredFrom(ledger), limit: params.limit, channels, marker };
  },
});

function channelJson({ key }: Owned, channel: Channel): JsonObject {
  const { PublicKey } = channel;
  return {
    channel_id: hex(key),
    account: channel.Account,
    destination_account: channel.Destination,
    amount: channel.Amount,
    balance: channel.Balance,
    settle_delay: channel.SettleDelay,
    public_key: PublicKey && encodeAccountPublic(Buffer.from(PublicKey, 'hex')),
    public_key_hex: PublicKey,
    expiration: channel.Expiration,
    cancel_after: channel.CancelAfter,
    source_tag: channel.SourceTag,
    destination_tag: channel.DestinationTag,
  };
}
