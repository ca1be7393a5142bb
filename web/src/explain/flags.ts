/** What each flag of a transaction means, by its type; 0x80000000 is good for any. */
const meanings: Record<string, Record<number, string>> = {
  AccountSet: {
    0x10000: 'requires a destination tag',
    0x20000: 'no longer requires a destination tag',
    0x40000: 'requires authorization of trust lines',
    0x80000: 'no longer requires authorization of trust lines',
    0x100000: 'asks not to be sent XRP',
    0x200000: 'may be sent XRP again',
  },
  OfferCreate: {
    0x10000: 'passive: takes no offer at exactly its own rate',
    0x20000: 'immediate or cancel: nothing is left in the book',
    0x40000: 'fill or kill: wholly or not at all',
    0x80000: 'sell: the whole amount is to be sold, even for more than asked',
  },
  Payment: {
    0x10000: 'no direct path',
    0x20000: 'partial payment: less may arrive',
    0x40000: 'limited quality',
  },
  TrustSet: {
    0x10000: 'authorizes the other side',
    0x20000: 'no rippling',
    0x40000: 'rippling allowed again',
    0x100000: 'freezes the line',
    0x200000: 'ends the freeze',
    0x400000: 'deep freeze',
    0x800000: 'ends the deep freeze',
  },
  NFTokenMint: {
    1: 'burnable by the issuer',
    2: 'for XRP only',
    4: 'makes trust lines',
    8: 'transferable',
    16: 'mutable',
  },
  NFTokenCreateOffer: { 1: 'offers to sell' },
  PaymentChannelClaim: { 0x10000: 'renews the channel', 0x20000: 'asks to close the channel' },
  AMMDeposit: {
    0x10000: 'both assets, for LP tokens',
    0x80000: 'one asset',
    0x100000: 'both assets',
    0x200000: 'one asset, for LP tokens',
    0x400000: 'one asset, at a limited price',
    0x800000: 'into the empty pool',
  },
  AMMWithdraw: {
    0x10000: 'for LP tokens',
    0x20000: 'everything',
    0x40000: 'everything, in one asset',
    0x80000: 'one asset',
    0x100000: 'both assets',
    0x200000: 'one asset, for LP tokens',
    0x400000: 'one asset, at a limited price',
  },
  MPTokenIssuanceCreate: {
    2: 'may be locked',
    4: 'holders need authorization',
    8: 'may be put in escrow',
    16: 'may be traded',
    32: 'may be transferred',
    64: 'may be clawed back',
  },
  MPTokenAuthorize: { 1: 'gives up' },
  MPTokenIssuanceSet: { 1: 'locks', 2: 'unlocks' },
  XChainModifyBridge: { 0x10000: 'no longer creates accounts' },
};

/** The meanings of the flags that are set, and those unknown as hexadecimal. */
export function flagTexts(type: string, flags: number): string[] {
  const known = Object.entries(meanings[type] ?? {}).map(([bit, text]) => [Number(bit), text] as const);
  const set = known.filter(([bit]) => (flags & bit) !== 0);
  const rest = set.reduce((left, [bit]) => left & ~bit, flags & 0x7fffffff);
  return [...set.map(([, text]) => text), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])];
}

export const hasFlag = (flags: number | undefined, bit: number): boolean => ((flags ?? 0) & bit) !== 0;
