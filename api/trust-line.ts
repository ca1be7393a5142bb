import { fieldsShown } from './codec';

interface IssuedAmount {
  readonly currency: string;
  readonly issuer: string;
  readonly value: string;
}

interface RippleState {
  readonly Balance: IssuedAmount;
  readonly LowLimit: IssuedAmount;
  readonly HighLimit: IssuedAmount;
  readonly Flags: number;
  readonly LowQualityIn?: number;
  readonly LowQualityOut?: number;
  readonly HighQualityIn?: number;
  readonly HighQualityOut?: number;
}

const rippleState = fieldsShown([
  'Balance',
  'LowLimit',
  'HighLimit',
  'Flags',
  'LowQualityIn',
  'LowQualityOut',
  'HighQualityIn',
  'HighQualityOut',
]);

/** Flags of a RippleState (rippled's lsfLow…, lsfHigh…): one bit for each of its two sides. */
const bits = {
  low: { reserve: 0x10000, auth: 0x40000, noRipple: 0x100000, freeze: 0x400000, deepFreeze: 0x2000000 },
  high: { reserve: 0x20000, auth: 0x80000, noRipple: 0x200000, freeze: 0x800000, deepFreeze: 0x4000000 },
};

export type SideFlags = { readonly [flag in keyof (typeof bits)['low']]: boolean };

/** A trust line as one of its two accounts sees it. */
export interface TrustLine {
  /** Address of the other account. */
  readonly peer: string;
  readonly currency: string;
  /** What the account holds of the peer's; negative when it owes. */
  readonly balance: string;
  readonly limit: string;
  readonly peerLimit: string;
  readonly qualityIn: number;
  readonly qualityOut: number;
  readonly own: SideFlags;
  readonly other: SideFlags;
}

/** @param address of one of the line's two accounts */
export function trustLineOf(blob: Uint8Array, address: string): TrustLine {
  const line = rippleState(blob) as unknown as RippleState;
  const low = line.LowLimit.issuer === address;
  const [limit, peerLimit] = low ? [line.LowLimit, line.HighLimit] : [line.HighLimit, line.LowLimit];
  return {
    peer: peerLimit.issuer,
    currency: line.Balance.currency,
    // The balance is kept from the low account's side.
    balance: low ? line.Balance.value : negated(line.Balance.value),
    limit: limit.value,
    peerLimit: peerLimit.value,
    qualityIn: (low ? line.LowQualityIn : line.HighQualityIn) ?? 0,
    qualityOut: (low ? line.LowQualityOut : line.HighQualityOut) ?? 0,
    own: flagsOf(line.Flags, low ? bits.low : bits.high),
    other: flagsOf(line.Flags, low ? bits.high : bits.low),
  };
}

function flagsOf(flags: number, side: (typeof bits)['low']): SideFlags {
  const is = (bit: number): boolean => (flags & bit) !== 0;
  return {
    reserve: is(side.reserve),
    auth: is(side.auth),
    noRipple: is(side.noRipple),
    freeze: is(side.freeze),
    deepFreeze: is(side.deepFreeze),
  };
}

/** The same number with the other sign, as text. */
export function negated(value: string): string {
  if (value === '0') return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}
