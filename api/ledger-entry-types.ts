import type { AmendmentName } from '../schemas/amendments';
import { isInForce } from './amendments';
import { fieldsShown } from './codec';
import type { Context } from './context';
import { invalidParams } from './rpc-error';

/** The names by which requests filter ledger entries, and the LedgerEntryType that each stands for. */
export const ledgerEntryTypes = {
  account: 'AccountRoot',
  amendments: 'Amendments',
  amm: 'AMM',
  bridge: 'Bridge',
  check: 'Check',
  credential: 'Credential',
  delegate: 'Delegate',
  deposit_preauth: 'DepositPreauth',
  did: 'DID',
  directory: 'DirectoryNode',
  escrow: 'Escrow',
  fee: 'FeeSettings',
  hashes: 'LedgerHashes',
  mpt_issuance: 'MPTokenIssuance',
  mptoken: 'MPToken',
  nft_offer: 'NFTokenOffer',
  nft_page: 'NFTokenPage',
  nunl: 'NegativeUNL',
  offer: 'Offer',
  oracle: 'Oracle',
  payment_channel: 'PayChannel',
  permissioned_domain: 'PermissionedDomain',
  signer_list: 'SignerList',
  state: 'RippleState',
  ticket: 'Ticket',
  vault: 'Vault',
  xchain_owned_claim_id: 'XChainOwnedClaimID',
  xchain_owned_create_account_claim_id: 'XChainOwnedCreateAccountClaimID',
} as const;

export type LedgerEntryTypeName = keyof typeof ledgerEntryTypes;
export const ledgerEntryTypeNames = Object.keys(ledgerEntryTypes) as LedgerEntryTypeName[];

/** The amendments that introduced a type, any of which makes it known. */
const introducedBy: Partial<Record<LedgerEntryTypeName, readonly AmendmentName[]>> = {
  credential: ['Credentials'],
  delegate: ['PermissionDelegation', 'PermissionDelegationV1_1'],
  mpt_issuance: ['MPTokensV1'],
  mptoken: ['MPTokensV1'],
  permissioned_domain: ['PermissionedDomains'],
  vault: ['SingleAssetVault'],
};

/** @throws RpcError when the network knows no such type yet: the peers of its time don't know the name either. */
export async function requireKnownType(type: LedgerEntryTypeName, context: Context): Promise<void> {
  const amendments = introducedBy[type];
  if (amendments && !(await isInForce(amendments, context))) throw invalidParams("Invalid field 'type'.");
}

const typeOf = fieldsShown(['LedgerEntryType']);

/** What kind of ledger entry that is, by rippled's name. */
export const entryTypeOf = (blob: Uint8Array): string => String(typeOf(blob).LedgerEntryType);
