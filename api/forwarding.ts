import type { Call } from './call';

/** Methods that only a node of the peer-to-peer network can answer. */
const forwardedMethods = new Set([
  'channel_authorize',
  'channel_verify',
  'fee',
  'ledger_closed',
  'ledger_current',
  'manifest',
  'ripple_path_find',
  'server_definitions',
  'server_state',
  'submit',
  'submit_multisigned',
]);

/** Whether a call is for rippled: by its method, by the ledger it names, or by asking for the open queue. */
export function isForRippled(call: Call): boolean {
  if (forwardedMethods.has(call.method)) return true;
  const { ledger_index: index, ledger_hash: hash, queue } = call.params;
  if (index === 'current' || index === 'closed') return true;
  const asksForQueue = queue === true && (call.method === 'account_info' || call.method === 'ledger');
  // Only the open ledger has a queue, and it is what rippled takes when none is named; any other refuses.
  return asksForQueue && index === undefined && hash === undefined;
}
