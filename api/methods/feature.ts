import { amendmentNames, type AmendmentName } from '../../schemas/amendments';
import { amendmentId, amendmentsAt, type Enabled } from '../amendments';
import { ledgerFields } from '../fields/ledger';
import { anything, string } from '../fields/scalars';
import { hex } from '../hex';
import type { JsonObject } from '../json';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { RpcError } from '../rpc-error';

export const feature = defineMethod({
  summary: 'The amendments of the network, and which of them are in force.',
  example: { feature: 'AMM' },
  errors: ['noPermission', 'lgrNotFound', 'badFeature'],
  fields: {
    feature: string({ description: 'One amendment, by its name or its id.' }),
    vetoed: anything({ description: 'Refused: voting is for the operator of a validator.' }),
    ...ledgerFields,
  },
  async run(params, context) {
    if (params.vetoed !== undefined) {
      throw new RpcError('noPermission', 'The admin portion of feature API is not available through Millrace.');
    }
    const wanted = params.feature === undefined ? undefined : named(params.feature);
    const ledger = await selectLedger(params, context);
    const enabled = await amendmentsAt(context.reader, ledger.ledgerIndex);
    if (wanted) return { ...entries([wanted], enabled), ...answeredFrom(ledger) };
    return { features: entries(amendmentNames, enabled), ...answeredFrom(ledger) };
  },
});

/** @throws RpcError badFeature */
function named(text: string): AmendmentName {
  const id = text.toUpperCase();
  const name = amendmentNames.find((each) => each === text || hex(amendmentId(each)) === id);
  if (!name) throw new RpcError('badFeature');
  return name;
}

function entries(names: readonly AmendmentName[], enabled: Enabled): JsonObject {
  return Object.fromEntries(
    names.map((name) => [hex(amendmentId(name)), { name, enabled: enabled(name), supported: true }]),
  );
}
