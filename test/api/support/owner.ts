import { encode } from 'ripple-binary-codec';
import { decodeAccountId, encodeAccountId } from '../../../xrpl/base58';
import { currencyBytes } from '../../../xrpl/currency';
import { accountRoot } from '../../../xrpl/keylets/account';
import { ownerDirectory } from '../../../xrpl/keylets/directory';
import { trustLine } from '../../../xrpl/keylets/trust-line';
import { hex, last, type Chain } from './chain';

const zeros = '0'.repeat(64);
const before = { PreviousTxnID: zeros, PreviousTxnLgrSeq: last };
const noIssuer = 'rrrrrrrrrrrrrrrrrrrrBZbvji';

export const id = (address: string): Buffer => decodeAccountId(address)!;
export const blob = (json: object): Buffer => Buffer.from(encode(json), 'hex');

/** Some account that is nobody's. */
export const stranger = (n: number): string => encodeAccountId(Buffer.alloc(20, n));

export interface Entry {
  key: Buffer;
  json: object;
}

/** Gives an account a root and what it owns, all in the newest ledger of the chain. */
export function addOwner(chain: Chain, address: string, entries: readonly Entry[] = [], Flags = 0): void {
  const add = (key: Buffer, json: object): void => chain.reader.change(last, key, blob(json));
  const root = { Account: address, Balance: '50000000', Flags, OwnerCount: entries.length, Sequence: 5 };
  add(accountRoot(id(address)), { LedgerEntryType: 'AccountRoot', ...root, ...before });
  for (const { key, json } of entries) add(key, { Flags: 0, ...before, ...json });
  if (entries.length === 0) return;
  const directory = ownerDirectory(id(address));
  const Indexes = entries.map(({ key }) => hex(key));
  add(directory, { LedgerEntryType: 'DirectoryNode', Flags: 0, RootIndex: hex(directory), Owner: address, Indexes });
}

export interface LineOptions {
  currency?: string;
  limit?: string;
  peerLimit?: string;
  /** Of the owner's own side. */
  noRipple?: boolean;
  freeze?: boolean;
}

/** A trust line as `owner` sees it: `balance` is what it holds of the peer's, below zero what it owes. */
export function lineBetween(owner: string, peer: string, balance: string, options: LineOptions = {}): Entry {
  const { currency = 'USD', limit = '0', peerLimit = '0', noRipple = false, freeze = false } = options;
  const low = id(owner).compare(id(peer)) < 0;
  const [own, other] = [
    { currency, issuer: owner, value: limit },
    { currency, issuer: peer, value: peerLimit },
  ];
  const turned = balance.startsWith('-') ? balance.slice(1) : `-${balance}`;
  const value = low || balance === '0' ? balance : turned;
  return {
    key: trustLine(id(owner), id(peer), currencyBytes(currency)!),
    json: {
      LedgerEntryType: 'RippleState',
      Balance: { currency, issuer: noIssuer, value },
      LowLimit: low ? own : other,
      HighLimit: low ? other : own,
      Flags: (noRipple ? (low ? 0x100000 : 0x200000) : 0) + (freeze ? (low ? 0x400000 : 0x800000) : 0),
    },
  };
}
