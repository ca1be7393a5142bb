import { sha512Half } from '../hash';
import { keyIn, Space, u64 } from './space';

/** @param credentialType the bytes of `CredentialType`, at most 64 */
export function credential(subject: Uint8Array, issuer: Uint8Array, credentialType: Uint8Array): Buffer {
  return keyIn(Space.credential, subject, issuer, credentialType);
}

export interface AcceptedCredential {
  issuer: Uint8Array;
  credentialType: Uint8Array;
}

/** The preauthorization of whoever has all these credentials, in any order. */
export function depositPreauthCredentials(owner: Uint8Array, credentials: readonly AcceptedCredential[]): Buffer {
  const sorted = [...credentials].sort(
    (a, b) => Buffer.compare(a.issuer, b.issuer) || Buffer.compare(a.credentialType, b.credentialType),
  );
  const hashes = sorted.map((c) => sha512Half(c.issuer, c.credentialType));
  // rippled hashes a list as its elements and their number, which no other key has.
  return keyIn(Space.depositPreauthCredentials, owner, ...hashes, u64(BigInt(hashes.length)));
}
