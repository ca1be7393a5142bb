import { amendmentNames, laterAmendments, type AmendmentName } from '../../schemas/amendments';
import { amendmentId, amendmentsAt, amendmentsNamed, type Enabled } from '../amendments';
import type { Context } from '../context';
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
    const ledger = await selectLedger(params, context);
    const enabled = await amendmentsAt(context.reader, ledger.ledgerIndex);
    const names = await namesKnown(ledger.ledgerIndex, context);
    if (params.feature === undefined) return { features: entries(names, enabled), ...answeredFrom(ledger) };
    return { ...entries([named(params.feature, names)], enabled), ...answeredFrom(ledger) };
  },
});

/** What came after the peers' time is known from the moment that the ledger names it. */
export async function namesKnown(ledgerIndex: number, { reader }: Context): Promise<AmendmentName[]> {
  const inLedger = await amendmentsNamed(reader, ledgerIndex);
  return amendmentNames.filter((name) => !laterAmendments.has(name) || inLedger.has(hex(amendmentId(name))));
}

/** @throws RpcError badFeature */
function named(text: string, names: readonly AmendmentName[]): AmendmentName {
  const id = text.toUpperCase();
  const name = names.find((each) => each === text || hex(amendmentId(each)) === id);
  if (!name) throw new RpcError('badFeature');
  return name;
}

function entries(names: readonly AmendmentName[], enabled: Enabled): JsonObject {
  return Object.fromEntries(
    names.map((name) => [hex(amendmentId(name)), { name, enabled: enabled(name), supported: true }]),
  );
}
