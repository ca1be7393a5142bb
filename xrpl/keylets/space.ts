import { sha512Half } from '../hash';

/**
 * The two-byte tags that keep the keys of different kinds of ledger entry apart: the letters of rippled's
 * LedgerNameSpace (libxrpl/protocol/Indexes.cpp), from which all facts in this folder come.
 */
export const Space = {
  account: tag('a'),
  directoryPage: tag('d'),
  trustLine: tag('r'),
  offer: tag('o'),
  ownerDirectory: tag('O'),
  bookDirectory: tag('B'),
  skipList: tag('s'),
  escrow: tag('u'),
  amendments: tag('f'),
  feeSettings: tag('e'),
  ticket: tag('T'),
  signerList: tag('S'),
  paymentChannel: tag('x'),
  check: tag('C'),
  depositPreauth: tag('p'),
  depositPreauthCredentials: tag('P'),
  negativeUnl: tag('N'),
  nftokenOffer: tag('q'),
  nftokenBuyOffers: tag('h'),
  nftokenSellOffers: tag('i'),
  amm: tag('A'),
  bridge: tag('H'),
  xchainClaimId: tag('Q'),
  xchainCreateAccountClaimId: tag('K'),
  did: tag('I'),
  oracle: tag('R'),
  mptokenIssuance: tag('~'),
  mptoken: tag('t'),
  credential: tag('D'),
  permissionedDomain: tag('m'),
  delegate: tag('E'),
  vault: tag('V'),
  loanBroker: tag('l'),
  loan: tag('L'),
} as const;

function tag(letter: string): Buffer {
  return Buffer.of(0, letter.charCodeAt(0));
}

/** The key of what the parts name in a space: 32 bytes. */
export function keyIn(space: Buffer, ...parts: readonly Uint8Array[]): Buffer {
  return sha512Half(space, ...parts);
}

/** @throws RangeError unless `n` is an unsigned 32-bit integer. */
export function u32(n: number): Buffer {
  const b = Buffer.allocUnsafe(4);
  b.writeUInt32BE(n);
  return b;
}

/** @throws RangeError unless `n` is an unsigned 64-bit integer. */
export function u64(n: bigint): Buffer {
  const b = Buffer.allocUnsafe(8);
  b.writeBigUInt64BE(n);
  return b;
}
