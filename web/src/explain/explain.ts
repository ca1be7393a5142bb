import type { Transaction } from '../node/answers';
import { Happening, type Explain, type Explanation } from './happening';
import { say } from './sentence';
import * as accounts from './types/accounts';
import * as amm from './types/amm';
import * as bridges from './types/bridges';
import * as identity from './types/identity';
import * as lending from './types/lending';
import * as mpts from './types/mpts';
import * as network from './types/network';
import * as nfts from './types/nfts';
import * as offers from './types/offers';
import * as payments from './types/payments';
import * as promises from './types/promises';

const explainers: Readonly<Record<string, Explain>> = {
  Payment: payments.payment,
  Clawback: payments.clawback,
  OfferCreate: offers.offerCreate,
  OfferCancel: offers.offerCancel,
  AccountSet: accounts.accountSet,
  AccountDelete: accounts.accountDelete,
  SetRegularKey: accounts.setRegularKey,
  SignerListSet: accounts.signerListSet,
  TrustSet: accounts.trustSet,
  DepositPreauth: accounts.depositPreauth,
  TicketCreate: accounts.ticketCreate,
  DelegateSet: accounts.delegateSet,
  NFTokenMint: nfts.nftMint,
  NFTokenBurn: nfts.nftBurn,
  NFTokenModify: nfts.nftModify,
  NFTokenCreateOffer: nfts.nftCreateOffer,
  NFTokenCancelOffer: nfts.nftCancelOffer,
  NFTokenAcceptOffer: nfts.nftAcceptOffer,
  AMMCreate: amm.ammCreate,
  AMMDeposit: amm.ammDeposit,
  AMMWithdraw: amm.ammWithdraw,
  AMMVote: amm.ammVote,
  AMMBid: amm.ammBid,
  AMMDelete: amm.ammDelete,
  AMMClawback: amm.ammClawback,
  EscrowCreate: promises.escrowCreate,
  EscrowFinish: promises.escrowFinish,
  EscrowCancel: promises.escrowCancel,
  CheckCreate: promises.checkCreate,
  CheckCash: promises.checkCash,
  CheckCancel: promises.checkCancel,
  PaymentChannelCreate: promises.channelCreate,
  PaymentChannelFund: promises.channelFund,
  PaymentChannelClaim: promises.channelClaim,
  MPTokenIssuanceCreate: mpts.mptCreate,
  MPTokenIssuanceDestroy: mpts.mptDestroy,
  MPTokenIssuanceSet: mpts.mptSet,
  MPTokenAuthorize: mpts.mptAuthorize,
  DIDSet: identity.didSet,
  DIDDelete: identity.didDelete,
  CredentialCreate: identity.credentialCreate,
  CredentialAccept: identity.credentialAccept,
  CredentialDelete: identity.credentialDelete,
  PermissionedDomainSet: identity.domainSet,
  PermissionedDomainDelete: identity.domainDelete,
  OracleSet: identity.oracleSet,
  OracleDelete: identity.oracleDelete,
  XChainCreateBridge: bridges.bridgeCreate,
  XChainModifyBridge: bridges.bridgeModify,
  XChainCommit: bridges.bridgeCommit,
  XChainCreateClaimID: bridges.bridgeClaimId,
  XChainClaim: bridges.bridgeClaim,
  XChainAccountCreateCommit: bridges.bridgeAccountCreate,
  XChainAddClaimAttestation: bridges.bridgeAttest,
  XChainAddAccountCreateAttestation: bridges.bridgeAttest,
  VaultCreate: lending.vaultCreate,
  VaultSet: lending.vaultSet,
  VaultDelete: lending.vaultDelete,
  VaultDeposit: lending.vaultDeposit,
  VaultWithdraw: lending.vaultWithdraw,
  VaultClawback: lending.vaultClawback,
  LoanBrokerSet: lending.brokerSet,
  LoanBrokerDelete: lending.brokerDelete,
  LoanBrokerCoverDeposit: lending.coverDeposit,
  LoanBrokerCoverWithdraw: lending.coverWithdraw,
  LoanBrokerCoverClawback: lending.coverClawback,
  LoanSet: lending.loanSet,
  LoanManage: lending.loanManage,
  LoanPay: lending.loanPay,
  LoanDelete: lending.loanDelete,
  EnableAmendment: network.enableAmendment,
  SetFee: network.setFee,
  UNLModify: network.unlModify,
  LedgerStateFix: network.ledgerStateFix,
  Batch: network.batch,
};

export const explainedTypes: readonly string[] = Object.keys(explainers);

/** What a transaction did, in words. Of types that are newer than this page it says just that they happened. */
export function explain(transaction: Pick<Transaction, 'tx_json' | 'meta'>): Explanation {
  const happening = new Happening(transaction);
  const known = explainers[transaction.tx_json.TransactionType];
  if (known) return known(happening);
  const type = typeName(transaction.tx_json.TransactionType);
  return {
    summary: say`${happening.sender} ${happening.did('sent', 'send')} a transaction of the type ${type}`,
    details: [],
  };
}

/** A type's name as words: NFTokenMint → "NFToken Mint". */
export const typeName = (type: string): string =>
  type.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^(XChain|AMM|DID|MPToken|NFToken)(?=[A-Z])/, '$1 ');
