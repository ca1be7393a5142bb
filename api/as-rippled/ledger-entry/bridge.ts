import {
  bridge as bridgeKey,
  xchainClaimId,
  xchainCreateAccountClaimId,
  type Bridge,
} from '../../../xrpl/keylets/bridge';
import { decodeAccountId } from '../../../xrpl/base58';
import { parseIssue } from '../../ledger-entry/asset';
import { isObject, type RequestObject } from '../../parse-json';
import { asUint32 } from '../request';
import { malformed, requireMembers, type Parser } from './parse';

const doors = ['LockingChainDoor', 'IssuingChainDoor'] as const;
const issues = ['LockingChainIssue', 'IssuingChainIssue'] as const;

function bridgeOf(value: unknown): Bridge {
  if (!isObject(value)) throw malformed();
  requireMembers(value, ...doors, ...issues);
  const [lockingDoor, issuingDoor] = doors.map((name) => {
    const text = value[name];
    const account = typeof text === 'string' ? decodeAccountId(text) : undefined;
    if (!account || account.every((byte) => byte === 0)) throw malformed();
    return account;
  }) as [Buffer, Buffer];
  const [locking, issuing] = issues.map((name) => {
    const issue = value[name];
    const parsed = isObject(issue) ? parseIssue(issue['currency'], issue['issuer']) : undefined;
    if (!parsed) throw malformed();
    return parsed;
  });
  return {
    lockingDoor,
    lockingCurrency: locking!.currency,
    lockingIssuer: locking!.issuer,
    issuingDoor,
    issuingCurrency: issuing!.currency,
    issuingIssuer: issuing!.issuer,
  };
}

export const bridge: Parser = (value, request) => {
  const { bridge_account: text } = request;
  const account = typeof text === 'string' ? decodeAccountId(text) : undefined;
  if (!account) throw malformed();
  const of = bridgeOf(value);
  if (account.equals(of.lockingDoor)) return bridgeKey(of.lockingDoor, of.lockingCurrency);
  if (account.equals(of.issuingDoor)) return bridgeKey(of.issuingDoor, of.issuingCurrency);
  throw malformed();
};

export function ownedClaim(of: RequestObject): Buffer {
  requireMembers(of, 'xchain_owned_claim_id');
  return xchainClaimId(bridgeOf(of), BigInt(numberOf(of['xchain_owned_claim_id'])));
}

export function createAccountClaim(of: RequestObject): Buffer {
  requireMembers(of, 'xchain_owned_create_account_claim_id');
  return xchainCreateAccountClaimId(bridgeOf(of), BigInt(numberOf(of['xchain_owned_create_account_claim_id'])));
}

function numberOf(value: unknown): number {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : asUint32(value);
}
