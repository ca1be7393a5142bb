import * as account from '../../xrpl/keylets/account';
import { amm } from '../../xrpl/keylets/amm';
import { xchainClaimId, xchainCreateAccountClaimId } from '../../xrpl/keylets/bridge';
import { credential, depositPreauthCredentials } from '../../xrpl/keylets/credential';
import { directoryPage, ownerDirectory } from '../../xrpl/keylets/directory';
import { mptoken, mptokenIssuance } from '../../xrpl/keylets/mptoken';
import { escrow, offer, oracle, permissionedDomain, ticket, vault } from '../../xrpl/keylets/sequenced';
import { trustLine } from '../../xrpl/keylets/trust-line';
import { address } from '../fields/address';
import { required, type Params } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { invalidParams, RpcError } from '../rpc-error';
import { asset, currency } from './asset';
import { bridge, bridgeMembers, bridgeOf } from './bridge';
import { authorizedCredentials, credentialType, distinct } from './credentials';
import * as member from './members';
import { byKey, byKeyOr, byMembers, byValue, since } from './target';

/** Selectors up to escrows' time answer `invalidParams` to what is neither text nor object. */
const older = { notEither: () => invalidParams() };
const malformedAddress = { malformedKey: () => new RpcError('malformedAddress') };
const accountAndSeq = { account: required(address()), seq: member.requiredNumber };

const preauthMembers = {
  owner: member.owner,
  authorized: address(),
  authorized_credentials: authorizedCredentials,
};
const directoryMembers = { owner: address(), dir_root: hash256(), sub_index: member.pageNumber };

/**
 * Every way to name an entry: how its value is checked, the key it comes to, and, where it is a key itself, the type
 * that must be found there. The peers check them in this order. Known from Clio 2.3, and from later versions of it
 * what came with an amendment; `amendments`, `fee`, `hashes`, `nft_offer`, `signer_list` and `state` are not among
 * them, as both peers refuse them.
 */
export const selectors = {
  index: byKey('any'),
  account_root: byValue(address(), account.accountRoot),
  did: byValue(address(), account.did),
  check: byKey('Check'),
  deposit_preauth: byKeyOr('DepositPreauth', preauthMembers, preauthKey, older),
  directory: byKeyOr('DirectoryNode', directoryMembers, directoryKey, older),
  escrow: byKeyOr(
    'Escrow',
    { owner: member.owner, seq: member.requiredNumber },
    (of) => escrow(of.owner, of.seq),
    older,
  ),
  offer: byKeyOr('Offer', accountAndSeq, (of) => offer(of.account, of.seq), older),
  payment_channel: byKey('PayChannel'),
  ripple_state: byMembers({ accounts: member.twoAccounts, currency: required(currency) }, (of) =>
    trustLine(...of.accounts, of.currency),
  ),
  ticket: byKeyOr(
    'Ticket',
    { account: required(address()), ticket_seq: member.requiredNumber },
    (of) => ticket(of.account, of.ticket_seq),
    older,
  ),
  nft_page: byKey('NFTokenPage'),
  amm: byKeyOr('AMM', { asset, asset2: asset }, (of) => amm(of.asset, of.asset2), older),
  bridge,
  xchain_owned_claim_id: byKeyOr(
    'XChainOwnedClaimID',
    { ...bridgeMembers, xchain_owned_claim_id: member.neededNumber },
    (of) => xchainClaimId(bridgeOf(of), BigInt(of.xchain_owned_claim_id)),
  ),
  xchain_owned_create_account_claim_id: byKeyOr(
    'XChainOwnedCreateAccountClaimID',
    { ...bridgeMembers, xchain_owned_create_account_claim_id: member.neededNumber },
    (of) => xchainCreateAccountClaimId(bridgeOf(of), BigInt(of.xchain_owned_create_account_claim_id)),
  ),
  oracle: byKeyOr(
    'Oracle',
    { account: member.neededAccount, oracle_document_id: member.documentId },
    (of) => oracle(of.account, of.oracle_document_id),
    malformedAddress,
  ),
  credential: since(
    ['Credentials'],
    byKeyOr(
      'Credential',
      {
        subject: member.neededAccount,
        issuer: member.neededAccount,
        credential_type: member.needed(credentialType),
      },
      (of) => credential(of.subject, of.issuer, of.credential_type),
      malformedAddress,
    ),
  ),
  mpt_issuance: since(['MPTokensV1'], byValue(member.issuanceId, mptokenIssuance)),
  mptoken: since(
    ['MPTokensV1'],
    byKeyOr('MPToken', { account: member.neededAccount, mpt_issuance_id: member.needed(member.issuanceId) }, (of) =>
      mptoken(of.mpt_issuance_id, of.account),
    ),
  ),
  permissioned_domain: since(
    ['PermissionedDomains'],
    byKeyOr('PermissionedDomain', { seq: member.neededNumber, account: member.neededAccount }, (of) =>
      permissionedDomain(of.account, of.seq),
    ),
  ),
  vault: since(
    ['SingleAssetVault'],
    byKeyOr('Vault', { seq: member.neededNumber, owner: member.neededOwner }, (of) => vault(of.owner, of.seq)),
  ),
  delegate: since(
    ['PermissionDelegation', 'PermissionDelegationV1_1'],
    byKeyOr('Delegate', { account: member.neededAccount, authorize: member.neededAccount }, (of) =>
      account.delegate(of.account, of.authorize),
    ),
  ),
};

function preauthKey({ owner, authorized, authorized_credentials: list }: Params<typeof preauthMembers>): Buffer {
  if (!authorized && !list) throw invalidParams("Required field 'authorized' missing");
  if (authorized && list) {
    throw new RpcError('malformedRequest', 'Must have one of authorized or authorized_credentials.');
  }
  return list ? depositPreauthCredentials(owner, distinct(list)) : account.depositPreauth(owner, authorized!);
}

function directoryKey({ owner, dir_root: root, sub_index: page = 0n }: Params<typeof directoryMembers>): Buffer {
  if (owner && root) throw invalidParams('mayNotSpecifyBothDirRootAndOwner');
  const first = owner ? ownerDirectory(owner) : root;
  if (!first) throw invalidParams('missingOwnerOrDirRoot');
  return directoryPage(first, page);
}
