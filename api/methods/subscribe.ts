import { subscribeFields, topicsOf } from '../fields/subscription';
import type { Context } from '../context';
import type { JsonObject } from '../json';
import { defineMethod } from '../method';
import { RpcError } from '../rpc-error';
import { ledgerState } from '../streams/ledger-messages';

export const subscribe = defineMethod({
  summary: 'Messages about what happens from now on, over WebSocket.',
  fields: subscribeFields,
  neverForwarded: true,
  async run(params, context): Promise<JsonObject> {
    const { subscriber, newest, apiVersion } = context;
    if (!subscriber) throw new RpcError('noEvents');
    for (;;) {
      const position = subscriber.position(newest.ledgerIndex);
      const answer = params.streams?.includes('ledger') ? await newestTold(position, context) : {};
      // The answer is about one ledger and the messages begin with the next: if that went out meanwhile, once more.
      if (subscriber.position(position) !== position) continue;
      subscriber.subscribe(topicsOf(params), position, apiVersion);
      return answer;
    }
  },
});

async function newestTold(ledgerIndex: number, { reader, range }: Context): Promise<JsonObject> {
  const ledger = await reader.ledger(ledgerIndex);
  if (!ledger) throw new Error(`ledger ${ledgerIndex} is visible but not in the tables`);
  return ledgerState(ledger, range.first, reader);
}
