import { amendmentsNamed } from '../../amendments';
import { without, type JsonObject } from '../../json';
import { feature as method } from '../../methods/feature';
import { invalidParams, RpcError } from '../../rpc-error';
import type { Handler } from '../handler';

const newest = { ledger_hash: undefined, ledger_index: undefined };
/** Of Clio's list alone. */
const notListed = new Set(['InvariantsV1_1', 'OwnerPaysFee']);

export const feature: Handler = async (request, context): Promise<JsonObject> => {
  const { feature: name } = request;
  if (name !== undefined && typeof name !== 'string') throw invalidParams();
  if (name !== undefined && Object.hasOwn(request, 'vetoed')) throw new RpcError('noPermission');
  const answer: JsonObject = await method.run({ feature: name, vetoed: undefined, ...newest }, context);
  const result: JsonObject = without(answer, 'ledger_hash', 'ledger_index', 'validated');
  const named = await amendmentsNamed(context.reader, context.newest.ledgerIndex);
  const withMajorities = (features: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(features as Record<string, JsonObject>)
        .filter(([id, { name: each }]) => named.has(id) || !notListed.has(each as string))
        .map(([id, each]) => [id, { ...each, majority: named.get(id) }]),
    );
  if (name === undefined) return { features: withMajorities(result['features'] as JsonObject) };
  const found = withMajorities(result);
  if (Object.keys(found).length === 0) throw new RpcError('badFeature');
  return found;
};
