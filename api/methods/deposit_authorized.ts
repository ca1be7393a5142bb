import { accountRoot, depositPreauth } from '../../xrpl/keylets/account';
import { amendmentsAt } from '../amendments';
import type { ApiVersion } from '../call';
import { fieldsShown } from '../codec';
import type { Context } from '../context';
import { presentCredentials } from '../deposit-credentials';
import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
import { required } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { anything } from '../fields/scalars';
import { hexJson } from '../hex';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { invalidParams, RpcError } from '../rpc-error';

const lsfDepositAuth = 0x01000000;
const mostCredentials = 8;
const rootOf = fieldsShown(['Flags']);
const id = hash256();

function credentialIds(value: unknown, apiVersion: ApiVersion): Buffer[] {
  const refuse = (what: string): never => {
    throw invalidParams(`Invalid field 'credentials', not ${what}.`);
  };
  if (!Array.isArray(value) || value.length === 0) return refuse('is non-empty array of CredentialID(hash256)');
  if (value.length > mostCredentials) return refuse('array too long');
  try {
    return value.map((each) => id.read(each, 'credentials', apiVersion));
  } catch {
    return refuse('an array of CredentialID(hash256)');
  }
}

export const deposit_authorized = defineMethod({
  summary: 'Whether one account may send money directly to another.',
  example: {
    source_account: 'rPPEpUfqSF5BejSsCZ1nFzW2f5PFoN7uWe',
    destination_account: 'rNUYcSYdzfsxaA7pwjVYUxArW3gWzExQJN',
  },
  errors: ['lgrNotFound', 'actMalformed', 'dstActNotFound', 'srcActNotFound', 'badCredentials'],
  fields: {
    source_account: required(asGiven(account())),
    destination_account: required(asGiven(account())),
    ...ledgerFields,
    credentials: anything({
      type: 'array',
      description: `Credentials that the source presents, by the ids of their entries: 1 to ${mostCredentials}.`,
    }),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const { source_account: source, destination_account: destination } = params;
    const [from, to] = await context.reader.objects(
      [source, destination].map((each) => accountRoot(each.value)),
      ledger.ledgerIndex,
    );
    if (!from) throw new RpcError('srcActNotFound', 'source_accountNotFound');
    if (!to) throw new RpcError('dstActNotFound', 'destination_accountNotFound');
    // Before the amendment the field is unknown, and ignored as any such is.
    const enabled = await amendmentsAt(context.reader, context.range.last);
    const known = params.credentials !== undefined && enabled('Credentials');
    const credentials = known ? credentialIds(params.credentials, context.apiVersion) : undefined;
    const presented = credentials && (await presentCredentials(credentials, source.value, ledger, context));
    const guarded = (Number(rootOf(to).Flags) & lsfDepositAuth) !== 0 && !source.value.equals(destination.value);
    return {
      deposit_authorized:
        !guarded ||
        (await isPreauthorized(depositPreauth(destination.value, source.value), ledger.ledgerIndex, context)) ||
        (presented !== undefined && (await isPreauthorized(presented(destination.value), ledger.ledgerIndex, context))),
      source_account: source.given,
      destination_account: destination.given,
      credentials: credentials?.map(hexJson),
      ...answeredFrom(ledger),
    };
  },
});

const isPreauthorized = async (key: Buffer, ledgerIndex: number, { reader }: Context): Promise<boolean> =>
  (await reader.object(key, ledgerIndex)) !== undefined;
