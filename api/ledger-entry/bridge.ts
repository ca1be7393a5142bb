import { bridge as bridgeKey, type Bridge } from '../../xrpl/keylets/bridge';
import { address } from '../fields/address';
import { withError, type Field, type Params } from '../fields/field';
import { asset } from './asset';
import { needed } from './members';
import { byMembers, malformedRequest, type Target } from './target';

const door = withError(needed(address()), malformedRequest);

/** The members of an `XChainBridge`, which the ids of its transfers have as well. */
export const bridgeMembers = {
  LockingChainDoor: door,
  IssuingChainDoor: door,
  LockingChainIssue: asset,
  IssuingChainIssue: asset,
};

export function bridgeOf(members: Params<typeof bridgeMembers>): Bridge {
  const { LockingChainDoor, LockingChainIssue, IssuingChainDoor, IssuingChainIssue } = members;
  return {
    lockingDoor: LockingChainDoor,
    lockingCurrency: LockingChainIssue.currency,
    lockingIssuer: LockingChainIssue.issuer,
    issuingDoor: IssuingChainDoor,
    issuingCurrency: IssuingChainIssue.currency,
    issuingIssuer: IssuingChainIssue.issuer,
  };
}

/** A bridge at the one of its doors that `bridge_account` names: each chain has an entry of its own for it. */
export const bridge: Field<Target> = byMembers(
  bridgeMembers,
  (members, account) => {
    const of = bridgeOf(members);
    if (account?.equals(of.lockingDoor)) return bridgeKey(of.lockingDoor, of.lockingCurrency);
    if (account?.equals(of.issuingDoor)) return bridgeKey(of.issuingDoor, of.issuingCurrency);
    throw malformedRequest();
  },
  malformedRequest,
);

export const bridgeAccount = withError(
  address({ description: "The door whose chain's bridge is meant; goes with bridge." }),
  malformedRequest,
);
