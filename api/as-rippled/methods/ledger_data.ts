import { hex } from '../../hex';
import type { JsonObject } from '../../json';
import { headerJson } from '../../ledger-json';
import { entryJson } from '../../object-json';
import { largestPage, stateJson } from '../../methods/ledger_data';
import { chosenType } from '../entry-type';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { asBool, asInt32, expectedField, hash256Of } from '../request';

const noKey = Buffer.alloc(32);

export const ledger_data: Handler = async (request, context): Promise<JsonObject> => {
  const { ledger, about } = await lookUpLedger(request, context);
  const isMarked = Object.hasOwn(request, 'marker');
  const { marker, limit: asked } = request;
  const after = typeof marker === 'string' ? hash256Of(marker) : undefined;
  if (isMarked && !after) throw expectedField('marker', 'valid');
  const binary = asBool(request['binary']);
  const isIntegral = typeof asked === 'boolean' || Number.isInteger(asked);
  if (Object.hasOwn(request, 'limit') && !isIntegral) throw expectedField('limit', 'integer');
  const type = chosenType(request);
  const most = binary ? largestPage.binary : largestPage.json;
  const wanted = Object.hasOwn(request, 'limit') ? asInt32(asked) : most;
  const limit = wanted < 0 || wanted > most ? most : wanted;
  const found = await context.reader.objectsAfter(after ?? noKey, ledger.ledgerIndex, limit + 1);
  const next = found[limit];
  return {
    ...about,
    ledger: isMarked ? undefined : headerJson(ledger, binary, context.apiVersion),
    state: stateJson({ objects: found.slice(0, limit) }, { binary, type }, entryJson),
    // rippled goes on after the key just before the next one, whether or not there is such a key.
    marker: next && hex(before(next.key)),
  };
};

function before(key: Buffer): Buffer {
  const less = BigInt(`0x${hex(key)}`) - 1n;
  return Buffer.from(less.toString(16).padStart(64, '0'), 'hex');
}
