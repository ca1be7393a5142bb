import { decodeAccountId } from '../xrpl/base58';
import { mptId } from '../xrpl/mpt';
import { fieldsShown } from './codec';
import { hex } from './hex';
import type { JsonObject } from './json';

/** MPToken and MPTokenIssuance as the methods about MPTs show them: all amounts as text in base 10 (C#3139). */

const holdingOf = fieldsShown([
  'Flags',
  'MPTAmount',
  'LockedAmount',
  'Account',
  'MPTokenIssuanceID',
  'ConfidentialBalanceInbox',
  'ConfidentialBalanceSpending',
  'ConfidentialBalanceVersion',
  'IssuerEncryptedBalance',
  'AuditorEncryptedBalance',
  'HolderEncryptionKey',
]);

interface Holding {
  readonly Flags: number;
  readonly Account: string;
  readonly MPTokenIssuanceID: string;
  readonly MPTAmount?: string;
  readonly LockedAmount?: string;
  readonly ConfidentialBalanceInbox?: string;
  readonly ConfidentialBalanceSpending?: string;
  readonly ConfidentialBalanceVersion?: number;
  readonly IssuerEncryptedBalance?: string;
  readonly AuditorEncryptedBalance?: string;
  readonly HolderEncryptionKey?: string;
}

/** As `mpt_holders` shows what one account holds. */
export function holderJson(key: Buffer, blob: Buffer): JsonObject {
  const holding = holdingOf(blob) as unknown as Holding;
  return { account: holding.Account, flags: holding.Flags, ...amounts(holding), mptoken_index: hex(key) };
}

const holdingFlags = { mpt_locked: 0x1, mpt_authorized: 0x2 };

/** As `account_mptokens` shows what an account holds of one issuance. */
export function holdingJson(key: Buffer, blob: Buffer): JsonObject {
  const holding = holdingOf(blob) as unknown as Holding;
  return {
    mpt_id: hex(key),
    account: holding.Account,
    mpt_issuance_id: holding.MPTokenIssuanceID,
    ...amounts(holding),
    ...flagsSet(holding.Flags, holdingFlags),
  };
}

function amounts(holding: Holding): JsonObject {
  return {
    mpt_amount: holding.MPTAmount ?? '0',
    locked_amount: holding.LockedAmount,
    confidential_balance_inbox: holding.ConfidentialBalanceInbox,
    confidential_balance_spending: holding.ConfidentialBalanceSpending,
    confidential_balance_version: holding.ConfidentialBalanceVersion,
    issuer_encrypted_balance: holding.IssuerEncryptedBalance,
    auditor_encrypted_balance: holding.AuditorEncryptedBalance,
    holder_encryption_key: holding.HolderEncryptionKey,
  };
}

const issuanceOf = fieldsShown([
  'TransferFee',
  'Flags',
  'Sequence',
  'MaximumAmount',
  'OutstandingAmount',
  'LockedAmount',
  'DomainID',
  'MPTokenMetadata',
  'Issuer',
  'AssetScale',
]);

interface Issuance {
  readonly Flags: number;
  readonly Sequence: number;
  readonly Issuer: string;
  readonly TransferFee?: number;
  readonly AssetScale?: number;
  readonly MaximumAmount?: string;
  readonly OutstandingAmount?: string;
  readonly LockedAmount?: string;
  readonly MPTokenMetadata?: string;
  readonly DomainID?: string;
}

const issuanceFlags = {
  mpt_locked: 0x01,
  mpt_can_lock: 0x02,
  mpt_require_auth: 0x04,
  mpt_can_escrow: 0x08,
  mpt_can_trade: 0x10,
  mpt_can_transfer: 0x20,
  mpt_can_clawback: 0x40,
};

/** As `account_mptoken_issuances` shows an issuance. Its id is the MPTokenIssuanceID, and not the key (C#3178). */
export function issuanceJson(blob: Buffer): JsonObject {
  const issuance = issuanceOf(blob) as unknown as Issuance;
  return {
    mpt_issuance_id: hex(mptId(issuance.Sequence, decodeAccountId(issuance.Issuer)!)),
    issuer: issuance.Issuer,
    sequence: issuance.Sequence,
    transfer_fee: issuance.TransferFee,
    asset_scale: issuance.AssetScale,
    maximum_amount: issuance.MaximumAmount,
    outstanding_amount: issuance.OutstandingAmount,
    locked_amount: issuance.LockedAmount,
    mptoken_metadata: issuance.MPTokenMetadata,
    domain_id: issuance.DomainID,
    ...flagsSet(issuance.Flags, issuanceFlags),
  };
}

/** A flag that isn't set is not shown. */
function flagsSet(flags: number, names: Readonly<Record<string, number>>): JsonObject {
  const set: Record<string, true> = {};
  for (const name in names) if ((flags & names[name]!) !== 0) set[name] = true;
  return set;
}
