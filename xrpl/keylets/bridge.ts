import { keyIn, Space, u64 } from './space';

/** A cross-chain bridge (`XChainBridge`): accounts and currencies of 20 bytes; XRP is zeros for currency and issuer. */
export interface Bridge {
  lockingDoor: Uint8Array;
  lockingCurrency: Uint8Array;
  lockingIssuer: Uint8Array;
  issuingDoor: Uint8Array;
  issuingCurrency: Uint8Array;
  issuingIssuer: Uint8Array;
}

/** @param door of the chain whose ledger this is, which has but one bridge for each currency */
export function bridge(door: Uint8Array, currency: Uint8Array): Buffer {
  return keyIn(Space.bridge, door, currency);
}

export function xchainClaimId(of: Bridge, claimId: bigint): Buffer {
  return keyIn(Space.xchainClaimId, ...bridgeParts(of), u64(claimId));
}

export function xchainCreateAccountClaimId(of: Bridge, createCount: bigint): Buffer {
  return keyIn(Space.xchainCreateAccountClaimId, ...bridgeParts(of), u64(createCount));
}

function bridgeParts(b: Bridge): Uint8Array[] {
  return [b.lockingDoor, b.lockingCurrency, b.lockingIssuer, b.issuingDoor, b.issuingCurrency, b.issuingIssuer];
}
