import { encodeAccountId } from '../../xrpl/base58';
import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
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
import { trustLineOf, type TrustLine } from '../trust-line';

const malformed = (): RpcError => new RpcError('actMalformed', 'Account malformed.');

export const account_lines = defineMethod({
  summary: "An account's trust lines.",
  example: { account: 'rfSwRZ8KU61zvyC9pVSfq8dJVZs11jEf6u', limit: 10 },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: {
    account: required(withError(asGiven(account()), malformed)),
    peer: withError(account(), malformed),
    ignore_default: bool({ description: 'Leaves out lines that take no reserve of the account.' }),
    ...ledgerFields,
    limit: limit({ minimum: 10, default: 200, maximum: 400 }),
    marker: ownerMarker(),
  },
  async run(params, context) {
    const { account: of, ignore_default: ignoreDefault } = params;
    const ledger = await selectLedger(params, context);
    await requireAccount(of.value, ledger.ledgerIndex, context);
    const { owned, marker } = await ownedBy(of.value, ledger.ledgerIndex, params, context);
    const address = encodeAccountId(of.value);
    const peer = params.peer && encodeAccountId(params.peer);
    const lines: JsonObject[] = [];
    for (const { blob } of owned) {
      if (entryTypeOf(blob) !== 'RippleState') continue;
      const line = trustLineOf(blob, address);
      if (peer && peer !== line.peer) continue;
      if (ignoreDefault && !line.own.reserve) continue;
      lines.push(lineJson(line));
    }
    return {
      account: of.given,
      ledger_hash: hex(ledger.hash),
      ledger_index: ledger.ledgerIndex,
      limit: params.limit,
      lines,
      marker,
      validated: true,
    };
  },
});

function lineJson({ own, other, ...line }: TrustLine): JsonObject {
  const ifSet = (flag: boolean): true | undefined => (flag ? true : undefined);
  return {
    account: line.peer,
    balance: line.balance,
    currency: line.currency,
    limit: line.limit,
    limit_peer: line.peerLimit,
    quality_in: line.qualityIn,
    quality_out: line.qualityOut,
    authorized: ifSet(own.auth),
    peer_authorized: ifSet(other.auth),
    freeze: ifSet(own.freeze),
    freeze_peer: ifSet(other.freeze),
    deep_freeze: ifSet(own.deepFreeze),
    deep_freeze_peer: ifSet(other.deepFreeze),
    no_ripple: own.noRipple,
    no_ripple_peer: other.noRipple,
  };
}
