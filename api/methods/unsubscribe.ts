import { topicsOf, unsubscribeFields } from '../fields/subscription';
import { defineMethod } from '../method';
import { RpcError } from '../rpc-error';

export const unsubscribe = defineMethod({
  summary: 'Ends subscriptions: nothing of them comes after the answer.',
  fields: unsubscribeFields,
  neverForwarded: true,
  run(params, { subscriber }) {
    if (!subscriber) throw new RpcError('noEvents');
    subscriber.unsubscribe(topicsOf(params));
    return {};
  },
});
