import { encodeAccountId } from '../../xrpl/base58';
import { fieldsShown } from '../codec';
import { account } from '../fields/account';
import { required, withError } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { ownerMarker } from '../fields/owner-marker';
import { bool, limit } from '../fields/scalars';
import { hex } from '../hex';
import type { JsonObject } from '../json';
import { entryTypeOf } from '../ledger-entry-types';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { ownedBy, requireAccount } from '../owner-directory';
import { RpcError } from '../rpc-error';

interface IssuedAmount {
  readonly currency: string;
  readonly issuer: string;
  readonly value: string;
}

interface Line {
  readonly Balance: IssuedAmount;
  readonly LowLimit: IssuedAmount;
  readonly HighLimit: IssuedAmount;
  readonly Flags: number;
  readonly LowQualityIn?: number;
  readonly LowQualityOut?: number;
  readonly HighQualityIn?: number;
  readonly HighQualityOut?: number;
}

const lineOf = fieldsShown([
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

const anyAccount = withError(account(), () => new RpcError('actMalformed', 'Account malformed.'));

export const account_lines = defineMethod({
  summary: "An account's trust lines.",
  fields: {
    account: required(anyAccount),
    peer: anyAccount,
    ignore_default: bool({ description: 'Leaves out lines that take no reserve of the account.' }),
    ...ledgerFields,
    limit: limit({ minimum: 10, default: 200, maximum: 400 }),
    marker: ownerMarker(),
  },
  async run(params, context) {
    const { account: id, ignore_default: ignoreDefault } = params;
    const ledger = await selectLedger(params, context);
    await requireAccount(id, ledger.ledgerIndex, context);
    const { owned, marker } = await ownedBy(id, ledger.ledgerIndex, params, context);
    const address = encodeAccountId(id);
    const peer = params.peer && encodeAccountId(params.peer);
    const lines: JsonObject[] = [];
    for (const { blob } of owned) {
      if (entryTypeOf(blob) !== 'RippleState') continue;
      const line = lineOf(blob) as unknown as Line;
      const side = line.LowLimit.issuer === address ? 'low' : 'high';
      if (peer && peer !== (side === 'low' ? line.HighLimit : line.LowLimit).issuer) continue;
      if (ignoreDefault && (line.Flags & bits[side].reserve) === 0) continue;
      lines.push(seenFrom(side, line));
    }
    return {
      account: address,
      ledger_hash: hex(ledger.hash),
      ledger_index: ledger.ledgerIndex,
      limit: params.limit,
      lines,
      marker,
      validated: true,
    };
  },
});

/** A line as one of its two accounts sees it: the balance is kept from the low account's side. */
function seenFrom(side: 'low' | 'high', line: Line): JsonObject {
  const low = side === 'low';
  const [own, other] = low ? [bits.low, bits.high] : [bits.high, bits.low];
  const [limit, limitPeer] = low ? [line.LowLimit, line.HighLimit] : [line.HighLimit, line.LowLimit];
  const is = (bit: number): boolean => (line.Flags & bit) !== 0;
  const ifSet = (bit: number): true | undefined => (is(bit) ? true : undefined);
  return {
    account: limitPeer.issuer,
    balance: low ? line.Balance.value : negated(line.Balance.value),
    currency: line.Balance.currency,
    limit: limit.value,
    limit_peer: limitPeer.value,
    quality_in: (low ? line.LowQualityIn : line.HighQualityIn) ?? 0,
    quality_out: (low ? line.LowQualityOut : line.HighQualityOut) ?? 0,
    authorized: ifSet(own.auth),
    peer_authorized: ifSet(other.auth),
    freeze: ifSet(own.freeze),
    freeze_peer: ifSet(other.freeze),
    deep_freeze: ifSet(own.deepFreeze),
    deep_freeze_peer: ifSet(other.deepFreeze),
    no_ripple: is(own.noRipple),
    no_ripple_peer: is(other.noRipple),
  };
}

function negated(value: string): string {
  if (value === '0') return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}
