import { accountRoot, delegate, depositPreauth, did, signerList } from '../../xrpl/keylets/account';
import { amm } from '../../xrpl/keylets/amm';
import type { Asset } from '../../xrpl/keylets/asset';
import { bookBase, bookDirectory } from '../../xrpl/keylets/book';
import { bridge, xchainClaimId, xchainCreateAccountClaimId, type Bridge } from '../../xrpl/keylets/bridge';
import { credential, depositPreauthCredentials } from '../../xrpl/keylets/credential';
import { directoryPage, ownerDirectory } from '../../xrpl/keylets/directory';
import { mptoken, mptokenIssuance } from '../../xrpl/keylets/mptoken';
import { nftokenBuyOffers, nftokenPageMax, nftokenPageMin, nftokenSellOffers } from '../../xrpl/keylets/nftoken';
import * as sequenced from '../../xrpl/keylets/sequenced';
import * as singletons from '../../xrpl/keylets/singletons';
import { trustLine } from '../../xrpl/keylets/trust-line';
import { mptId } from '../../xrpl/mpt';
import { elementsOf, fieldsOf, type Fields } from './fields';

/** What a transaction had to say that isn't in the entry that it made. */
export interface Creator {
  account: Buffer;
  /** Its sequence, or that of its ticket. */
  sequence: number;
  documentId: number | undefined;
}

export function creatorOf(transaction: Buffer): Creator {
  const f = fieldsOf(transaction);
  const sequence = (f['Sequence'] as Buffer).readUInt32BE();
  return {
    account: f['Account'] as Buffer,
    sequence: sequence === 0 && f['TicketSequence'] !== undefined ? f['TicketSequence'].readUInt32BE() : sequence,
    documentId: f['OracleDocumentID']?.readUInt32BE(),
  };
}

const need = (f: Fields, name: string): Buffer => {
  const value = f[name];
  if (value === undefined) throw new Error(`no ${name}`);
  return value;
};
const num = (f: Fields, name: string): number => need(f, name).readUInt32BE();
const big = (f: Fields, name: string): bigint => need(f, name).readBigUInt64BE();

/** Kinds whose key depends on the transaction that made the entry, and why. */
export const NEEDS_CREATOR: Record<string, string> = {
  Escrow: 'the sequence of EscrowCreate is not kept',
  PayChannel: 'the sequence of PaymentChannelCreate is not kept',
  NFTokenOffer: 'the sequence of NFTokenCreateOffer (or NFTokenMint) is not kept',
  SignerList: 'the owner is not kept',
  Oracle: 'OracleDocumentID is not kept by rippled before 3.0',
};

/** The key of an entry from its own fields and, for the kinds above, from the transaction that made it. */
export function deriveKey(type: string, f: Fields, stored: Buffer, creator: Creator | undefined): Buffer {
  switch (type) {
    case 'AccountRoot':
      return accountRoot(need(f, 'Account'));
    case 'Offer':
      return sequenced.offer(need(f, 'Account'), num(f, 'Sequence'));
    case 'Ticket':
      return sequenced.ticket(need(f, 'Account'), num(f, 'TicketSequence'));
    case 'Check':
      return sequenced.check(need(f, 'Account'), num(f, 'Sequence'));
    case 'RippleState':
      return trustLine(
        need(f, 'LowLimit').subarray(28),
        need(f, 'HighLimit').subarray(28),
        need(f, 'Balance').subarray(8, 28),
      );
    case 'DirectoryNode':
      return directory(f, stored);
    case 'DepositPreauth':
      return f['Authorize'] === undefined
        ? depositPreauthCredentials(
            need(f, 'Account'),
            elementsOf(need(f, 'AuthorizeCredentials')).map((c) => ({
              issuer: need(c, 'Issuer'),
              credentialType: need(c, 'CredentialType'),
            })),
          )
        : depositPreauth(need(f, 'Account'), f['Authorize']);
    case 'AMM':
      return amm(asset(need(f, 'Asset')), asset(need(f, 'Asset2')));
    case 'DID':
      return did(need(f, 'Account'));
    case 'Delegate':
      return delegate(need(f, 'Account'), need(f, 'Authorize'));
    case 'MPTokenIssuance':
      return mptokenIssuance(mptId(num(f, 'Sequence'), need(f, 'Issuer')));
    case 'MPToken':
      return mptoken(need(f, 'MPTokenIssuanceID'), need(f, 'Account'));
    case 'Credential':
      return credential(need(f, 'Subject'), need(f, 'Issuer'), need(f, 'CredentialType'));
    case 'PermissionedDomain':
      return sequenced.permissionedDomain(need(f, 'Owner'), num(f, 'Sequence'));
    case 'Bridge': {
      const b = bridgeOf(need(f, 'XChainBridge'));
      const here = need(f, 'Account');
      return bridge(here, here.equals(b.lockingDoor) ? b.lockingCurrency : b.issuingCurrency);
    }
    case 'XChainOwnedClaimID':
      return xchainClaimId(bridgeOf(need(f, 'XChainBridge')), big(f, 'XChainClaimID'));
    case 'XChainOwnedCreateAccountClaimID':
      return xchainCreateAccountClaimId(bridgeOf(need(f, 'XChainBridge')), big(f, 'XChainAccountCreateCount'));
    case 'FeeSettings':
      return singletons.feeSettings;
    case 'Amendments':
      return singletons.amendments;
    case 'NegativeUNL':
      return singletons.negativeUnl;
    case 'LedgerHashes':
      return stored.equals(singletons.recentLedgerHashes)
        ? stored
        : singletons.longTermLedgerHashes(num(f, 'LastLedgerSequence'));
    case 'NFTokenPage':
      return nftokenPage(f, stored);
  }
  if (creator === undefined) throw new Error(`${type} needs the transaction that made it`);
  switch (type) {
    case 'Escrow':
      return sequenced.escrow(need(f, 'Account'), creator.sequence);
    case 'PayChannel':
      return sequenced.paymentChannel(need(f, 'Account'), need(f, 'Destination'), creator.sequence);
    case 'NFTokenOffer':
      return sequenced.nftokenOffer(need(f, 'Owner'), creator.sequence);
    case 'SignerList':
      return signerList(creator.account);
    case 'Oracle':
      return sequenced.oracle(need(f, 'Owner'), creator.documentId as number);
    default:
      throw new Error(`no key for ${type}`);
  }
}

/** A page's number isn't in the page: it follows the one before, with gaps where pages were removed. */
function directory(f: Fields, stored: Buffer): Buffer {
  const root = need(f, 'RootIndex');
  expect(root.equals(directoryRoot(f, root))).toBe(true);
  if (stored.equals(root)) return root;
  const previous = f['IndexPrevious']?.readBigUInt64BE() ?? 0n;
  for (let page = previous + 1n; page < previous + 1000n; page += 1n) {
    const key = directoryPage(root, page);
    if (key.equals(stored)) return key;
  }
  throw new Error('not a page of its directory');
}

const NFTOKEN_BUY_OFFERS = 1;

function directoryRoot(f: Fields, root: Buffer): Buffer {
  if (f['Owner'] !== undefined) return ownerDirectory(f['Owner']);
  if (f['NFTokenID'] !== undefined) {
    return num(f, 'Flags') & NFTOKEN_BUY_OFFERS ? nftokenBuyOffers(f['NFTokenID']) : nftokenSellOffers(f['NFTokenID']);
  }
  const pays = { currency: need(f, 'TakerPaysCurrency'), issuer: need(f, 'TakerPaysIssuer') };
  const gets = { currency: need(f, 'TakerGetsCurrency'), issuer: need(f, 'TakerGetsIssuer') };
  expect(root.readBigUInt64BE(24)).toBe(big(f, 'ExchangeRate'));
  return bookDirectory(bookBase(pays, gets, f['DomainID']), big(f, 'ExchangeRate'));
}

/** The owner is in the key alone, and the rest of the key is above every token on the page. */
function nftokenPage(f: Fields, stored: Buffer): Buffer {
  const owner = stored.subarray(0, 20);
  expect(Buffer.compare(stored, nftokenPageMin(owner))).toBe(1);
  const last = nftokenPageMax(owner);
  for (const token of elementsOf(need(f, 'NFTokens'))) {
    expect(Buffer.compare(need(token, 'NFTokenID').subarray(20), stored.subarray(20))).toBe(-1);
  }
  return stored.equals(last) ? last : stored;
}

function asset(issue: Buffer): Asset {
  return { currency: issue.subarray(0, 20), issuer: issue.length > 20 ? issue.subarray(20, 40) : Buffer.alloc(20) };
}

function bridgeOf(b: Buffer): Bridge {
  let at = 0;
  const take = (n: number) => b.subarray(at, (at += n));
  const side = () => {
    const door = take(b[at++] as number);
    const currency = take(20);
    return { door, currency, issuer: currency.every((x) => x === 0) ? Buffer.alloc(20) : take(20) };
  };
  const [locking, issuing] = [side(), side()];
  return {
    lockingDoor: locking.door,
    lockingCurrency: locking.currency,
    lockingIssuer: locking.issuer,
    issuingDoor: issuing.door,
    issuingCurrency: issuing.currency,
    issuingIssuer: issuing.issuer,
  };
}
