import { topicsOf, unsubscribeFields } from '../fields/subscription';
import { defineMethod } from '../method';
import { RpcError } from '../rpc-error';
import { refuseWithoutNode } from '../streams/streams';

export const unsubscribe = defineMethod({
  summary: 'Ends subscriptions: nothing of them comes after the answer.',
  example: { streams: ['ledger'] },
  errors: ['noPermission', 'noEvents', 'actMalformed', 'malformedStream', 'notSupported'],
  fields: unsubscribeFields,
  neverForwarded: true,
  run(params, { subscriber, nodes }) {
    if (!subscriber) throw new RpcError('noEvents');
    refuseWithoutNode(params.streams ?? [], nodes);
    subscriber.unsubscribe(topicsOf(params));
    const { account_history_tx_stream: history } = params;
    if (history) subscriber.leaveHistory(history.account, history.historyOnly);
    return {};
  },
});
