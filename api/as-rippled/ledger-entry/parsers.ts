import * as account from '../../../xrpl/keylets/account';
import { amm } from '../../../xrpl/keylets/amm';
import { credential, depositPreauthCredentials, type AcceptedCredential } from '../../../xrpl/keylets/credential';
import { directoryPage, ownerDirectory } from '../../../xrpl/keylets/directory';
import { mptoken, mptokenIssuance } from '../../../xrpl/keylets/mptoken';
import { escrow, offer, oracle, ticket } from '../../../xrpl/keylets/sequenced';
import { trustLine } from '../../../xrpl/keylets/trust-line';
import { decodeAccountId } from '../../../xrpl/base58';
import { readCurrency } from '../../currency-code';
import type { Issue } from '../../holdings';
import { parseIssue } from '../../ledger-entry/asset';
import { isObject, type RequestObject } from '../../parse-json';
import { asText, bytesOf, hash256Of } from '../request';
import { bridge, createAccountClaim, ownedClaim } from './bridge';
import { accountOf, key, keyOr, keyText, keyTextOr, malformed, requireMembers, sequenceOf, type Parser } from './parse';

const mostCredentials = 8;
const longestCredentialType = 64;
const issuanceSize = 24;
const zero = Buffer.alloc(20);

/** How rippled 2.4 reads each selector, and the type of entry that must be found there, in the order it looks. */
export const parsers: Readonly<Record<string, { readonly type?: string; readonly parse: Parser }>> = {
  index: { parse: key },
  account_root: {
    type: 'AccountRoot',
    parse: (value) => account.accountRoot(accountOf(value, 'malformedAddress', true)),
  },
  check: { type: 'Check', parse: key },
  deposit_preauth: { type: 'DepositPreauth', parse: keyTextOr(preauthKey) },
  directory: { type: 'DirectoryNode', parse: (value, request) => notNull(keyOr(directoryKey))(value, request) },
  escrow: {
    type: 'Escrow',
    parse: keyOr((of) => {
      requireMembers(of, 'owner', 'seq');
      const seq = sequenceOf(of['seq']);
      return escrow(accountOf(of['owner'], 'malformedOwner'), seq);
    }),
  },
  offer: { type: 'Offer', parse: keyOr((of) => sequenced(of, 'account', 'seq', offer)) },
  payment_channel: { type: 'PayChannel', parse: key },
  ripple_state: { type: 'RippleState', parse: trustLineKey },
  state: { type: 'RippleState', parse: trustLineKey },
  ticket: { type: 'Ticket', parse: keyOr((of) => sequenced(of, 'account', 'ticket_seq', ticket)) },
  nft_page: { type: 'NFTokenPage', parse: keyText },
  amm: {
    type: 'AMM',
    parse: keyOr((of) => {
      requireMembers(of, 'asset', 'asset2');
      return amm(issueOf(of['asset']), issueOf(of['asset2']));
    }),
  },
  bridge: { type: 'Bridge', parse: bridge },
  xchain_owned_claim_id: { type: 'XChainOwnedClaimID', parse: keyTextOr(ownedClaim) },
  xchain_owned_create_account_claim_id: {
    type: 'XChainOwnedCreateAccountClaimID',
    parse: keyTextOr(createAccountClaim),
  },
  did: { type: 'DID', parse: (value) => account.did(accountOf(value, 'malformedAddress', true)) },
  oracle: { type: 'Oracle', parse: keyOr(oracleKey) },
  credential: { type: 'Credential', parse: keyTextOr(credentialKey) },
  mpt_issuance: {
    type: 'MPTokenIssuance',
    parse: (value) => {
      const id = typeof value === 'string' ? bytesOf(value, issuanceSize) : undefined;
      if (!id) throw malformed();
      return mptokenIssuance(id);
    },
  },
  mptoken: { type: 'MPToken', parse: keyOr(mptokenKey) },
};

const notNull =
  (parse: Parser): Parser =>
  (value, request) => {
    if (value === null) throw malformed();
    return parse(value, request);
  };

function sequenced(
  of: RequestObject,
  who: string,
  seq: string,
  keyOf: (account: Buffer, sequence: number) => Buffer,
): Buffer {
  requireMembers(of, who, seq);
  const sequence = sequenceOf(of[seq]);
  return keyOf(accountOf(of[who], 'malformedAddress'), sequence);
}

function preauthKey(of: RequestObject): Buffer {
  const { owner, authorized, authorized_credentials: list } = of;
  const [byAccount, byList] = [Object.hasOwn(of, 'authorized'), Object.hasOwn(of, 'authorized_credentials')];
  if (typeof owner !== 'string' || byAccount === byList) throw malformed();
  if ((byAccount && typeof authorized !== 'string') || (byList && !Array.isArray(list))) throw malformed();
  const by = accountOf(owner, 'malformedOwner');
  if (byAccount) return account.depositPreauth(by, accountOf(authorized, 'malformedAuthorized'));
  return depositPreauthCredentials(by, acceptedCredentials(list as unknown[]));
}

function acceptedCredentials(list: readonly unknown[]): AcceptedCredential[] {
  const refuse = (): never => {
    throw malformed('malformedAuthorizedCredentials');
  };
  if (list.length === 0 || list.length > mostCredentials) return refuse();
  const accepted = list.map((each) => {
    if (!isObject(each) || typeof each['credential_type'] !== 'string') return refuse();
    const issuer = decodeAccountId(asText(each['issuer']));
    const credentialType = hexOf(each['credential_type']);
    if (!issuer || issuer.equals(zero) || !credentialType) return refuse();
    if (credentialType.length === 0 || credentialType.length > longestCredentialType) return refuse();
    return { issuer, credentialType };
  });
  const names = new Set(
    accepted.map(({ issuer, credentialType }) => `${issuer.toString('hex')} ${credentialType.toString('hex')}`),
  );
  return names.size < accepted.length ? refuse() : accepted;
}

/** An odd digit at the beginning is a byte of its own. */
function hexOf(text: string): Buffer | undefined {
  if (!/^[0-9A-Fa-f]*$/.test(text)) return undefined;
  return Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex');
}

function directoryKey(of: RequestObject): Buffer {
  const page = Object.hasOwn(of, 'sub_index') ? BigInt(sequenceOf(of['sub_index'])) : 0n;
  if (Object.hasOwn(of, 'dir_root')) {
    const root = hash256Of(asText(of['dir_root']));
    if (Object.hasOwn(of, 'owner') || !root) throw malformed();
    return directoryPage(root, page);
  }
  requireMembers(of, 'owner');
  return directoryPage(ownerDirectory(accountOf(of['owner'], 'malformedAddress')), page);
}

function trustLineKey(value: unknown): Buffer {
  if (!isObject(value) || !Object.hasOwn(value, 'currency')) throw malformed();
  const { accounts } = value;
  if (!Array.isArray(accounts) || accounts.length !== 2) throw malformed();
  const [one, two] = accounts as [unknown, unknown];
  if (typeof one !== 'string' || typeof two !== 'string' || one === two) throw malformed();
  const ends = [accountOf(one, 'malformedAddress'), accountOf(two, 'malformedAddress')] as const;
  const text = asText(value['currency']);
  const currency = text === '' ? zero : readCurrency(text);
  if (!currency) throw malformed('malformedCurrency');
  return trustLine(...ends, currency);
}

export function issueOf(value: unknown): Issue {
  const issue = isObject(value) ? parseIssue(value['currency'], value['issuer']) : undefined;
  if (!issue || Object.hasOwn(value as RequestObject, 'mpt_issuance_id')) throw malformed();
  return issue;
}

function oracleKey(of: RequestObject): Buffer {
  requireMembers(of, 'account', 'oracle_document_id');
  const { oracle_document_id: given } = of;
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > 0xffffffff) {
    throw malformed('malformedDocumentID');
  }
  return oracle(accountOf(of['account'], 'malformedAddress', true), number);
}

function credentialKey(of: RequestObject): Buffer {
  const { subject, issuer, credential_type: type } = of;
  if (typeof subject !== 'string' || typeof issuer !== 'string' || typeof type !== 'string') throw malformed();
  const bytes = hexOf(type);
  const [holder, by] = [subject, issuer].map((text) => accountOf(text, 'malformedRequest', true)) as [Buffer, Buffer];
  if (!bytes || bytes.length === 0) throw malformed();
  return credential(holder, by, bytes);
}

function mptokenKey(of: RequestObject): Buffer {
  requireMembers(of, 'mpt_issuance_id', 'account');
  const textOf = (name: string): string => {
    if (typeof of[name] === 'object' && of[name] !== null) throw malformed();
    return asText(of[name]);
  };
  const issuance = bytesOf(textOf('mpt_issuance_id'), issuanceSize);
  if (!issuance) throw malformed();
  return mptoken(issuance, accountOf(textOf('account'), 'malformedAddress', true));
}
