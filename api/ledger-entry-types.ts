import { fieldsShown } from './codec';

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

const typeOf = fieldsShown(['LedgerEntryType']);

/** What kind of ledger entry that is, by rippled's name. */
export const entryTypeOf = (blob: Uint8Array): string => String(typeOf(blob).LedgerEntryType);
