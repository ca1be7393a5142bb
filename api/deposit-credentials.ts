import type { StoredLedger } from '../store/read/reader';
import { decodeAccountId } from '../xrpl/base58';
import { depositPreauthCredentials } from '../xrpl/keylets/credential';
import { fieldsShown } from './codec';
import type { Context } from './context';
import { entryTypeOf } from './ledger-entry-types';
import { closeTimeOf } from './ledger-json';
import { RpcError } from './rpc-error';

interface Credential {
  readonly Subject: string;
  readonly Issuer: string;
  readonly CredentialType: string;
  readonly Flags: number;
  readonly Expiration?: number;
}

const lsfAccepted = 0x00010000;
const credentialOf = fieldsShown(['Subject', 'Issuer', 'CredentialType', 'Flags', 'Expiration']);

/**
 * Checks the credentials that an account presents, by the ids of their entries.
 * @returns the key of the preauthorization that a destination must have given for just these
 * @throws RpcError badCredentials, with what is wrong in rippled's words
 */
export async function presentCredentials(
  ids: readonly Buffer[],
  subject: Buffer,
  ledger: StoredLedger,
  { reader }: Context,
): Promise<(destination: Buffer) => Buffer> {
  const refuse = (what: string): never => {
    throw new RpcError('badCredentials', what);
  };
  const kinds = new Map<string, { issuer: Buffer; credentialType: Buffer }>();
  for (const blob of await reader.objects(ids, ledger.ledgerIndex)) {
    if (!blob || entryTypeOf(blob) !== 'Credential') return refuse("credentials don't exist");
    const credential = credentialOf(blob) as unknown as Credential;
    if ((credential.Flags & lsfAccepted) === 0) refuse("credentials aren't accepted");
    if (closeTimeOf(ledger) > (credential.Expiration ?? Infinity)) refuse('credentials are expired');
    if (!decodeAccountId(credential.Subject)!.equals(subject)) refuse("credentials doesn't belong to the root account");
    const { Issuer, CredentialType } = credential;
    const kind = `${Issuer} ${CredentialType}`;
    if (kinds.has(kind)) refuse('duplicates in credentials');
    kinds.set(kind, { issuer: decodeAccountId(Issuer)!, credentialType: Buffer.from(CredentialType, 'hex') });
  }
  return (destination) => depositPreauthCredentials(destination, [...kinds.values()]);
}
