import type { Reader } from '../store/read/reader';
import { sha512Half } from '../xrpl/hash';
import { amendments } from '../xrpl/keylets/singletons';

/** Amendments that change how answers look, by rippled's names for them. */
export type AmendmentName =
  | 'Clawback'
  | 'Credentials'
  | 'DisallowIncoming'
  | 'MPTokensV1'
  | 'PermissionDelegation'
  | 'PermissionDelegationV1_1'
  | 'PermissionedDomains'
  | 'SingleAssetVault';

const ids = new Map<AmendmentName, Buffer>();

/** An amendment's id is the hash of its name. */
function idOf(name: AmendmentName): Buffer {
  let id = ids.get(name);
  if (!id) ids.set(name, (id = sha512Half(Buffer.from(name))));
  return id;
}

/** Tells which amendments were in force at the end of that ledger. */
export async function amendmentsAt(reader: Reader, ledgerIndex: number): Promise<(name: AmendmentName) => boolean> {
  const blob = await reader.object(amendments, ledgerIndex);
  return (name) => blob !== undefined && blob.includes(idOf(name));
}
