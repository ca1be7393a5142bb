import type { Message } from '../rippled/connection';
import type { NodeError, NodeFailure } from '../rippled/node-error';
import type { Nodes } from '../rippled/nodes';
import type { ErrorName } from '../schemas/errors';
import { adminMethods } from './as-rippled/admin-methods';
import { asBool } from './as-rippled/request';
import type { Call } from './call';
import { isObject } from './parse-json';
import { invalidParams, RpcError } from './rpc-error';
import type { Subscriber } from './streams/subscriber';

/** Methods that only a node of the peer-to-peer network can answer. */
export const forwardedMethods: ReadonlySet<string> = new Set([
  'channel_authorize',
  'fee',
  'ledger_closed',
  'ledger_current',
  'manifest',
  'ripple_path_find',
  'server_definitions',
  'server_state',
  'simulate',
  'submit',
  'submit_multisigned',
]);

/** Milliseconds a forwarded request may take in all, as Clio has it. */
const deadline = 10_000;

const errorOf: Record<NodeFailure, ErrorName> = {
  unreachable: 'connectionError',
  lost: 'requestError',
  timeout: 'timeout',
  unreadable: 'invalidResponse',
  refused: 'requestError',
  limited: 'requestError',
  absent: 'requestError',
};

/** What rippled said, success or error, with the client's own `id` in place of ours. */
export class ForwardedAnswer {
  constructor(readonly message: Message) {}
}

/**
 * Whether a call is for rippled: by its method, by the ledger it names, or by asking for the open queue.
 * @param connected whether there is a node to ask
 * @param isAdmin who may have anything sent on with `force_forward`
 */
export function isForRippled(call: Call, connected: boolean, isAdmin: boolean): boolean {
  if (forwardedMethods.has(call.method)) return true;
  if (isAdmin && call.params['force_forward'] === true) return true;
  if (adminMethods.has(call.method)) return false;
  const { ledger_index: index, ledger_hash: hash, queue } = call.params;
  if (index === 'current' || index === 'closed') return true;
  const asksForQueue = queue === true && (call.method === 'account_info' || call.method === 'ledger');
  // Only the open ledger has a queue. Of any other rippled refuses it, and so do we when there is no node to say so.
  return asksForQueue && (connected || (index === undefined && hash === undefined));
}

/** Whether rippled does it for its operator alone. It reads members as loosely as this. */
function isForOperator({ method, params }: Call): boolean {
  if (method === 'ledger') return asBool(params['full']) || asBool(params['accounts']);
  if (method === 'feature') return Object.hasOwn(params, 'vetoed');
  return adminMethods.has(method);
}

/**
 * Asks rippled on the client's behalf.
 * @param isAdmin whether it is the operator who asks
 * @throws RpcError noPermission for what only an administrator of the node may ask, for rippled may take us for one
 * @throws NodeError when no node answered
 */
export async function forward(nodes: Nodes, call: Call, isAdmin: boolean): Promise<ForwardedAnswer> {
  const { method, params, clientAddress } = call;
  if (!isAdmin && isForOperator(call)) throw new RpcError('noPermission');
  // A signed transaction is the same however often it comes; one that rippled is to sign may get a sequence each time.
  const repeatable = method !== 'submit' || typeof params['tx_blob'] === 'string';
  // The connection has ids of its own, and `method` may have stood for `command`.
  const message = { ...params, method: undefined, command: method };
  return new ForwardedAnswer(withId(await nodes.send(message, { clientAddress, deadline, repeatable }), params['id']));
}

/**
 * `path_find`: the only method whose answer is followed by messages from rippled.
 * @throws RpcError invalidParams, noEvents
 * @throws NodeError when no node answered
 */
export async function findPaths(
  nodes: Nodes,
  call: Call,
  subscriber: Subscriber | undefined,
): Promise<ForwardedAnswer> {
  const { params } = call;
  if (typeof params['subcommand'] !== 'string') throw invalidParams();
  if (!subscriber) throw new RpcError('noEvents');
  const message = { ...params, method: undefined, command: 'path_find' };
  const answer = await subscriber.pathFinding(nodes).ask(message, params['id']);
  return new ForwardedAnswer(withId(answer, params['id']));
}

/** The answer for a request that no node answered. Which node it was is for the log, not for the client. */
export const forwardingError = ({ failure }: NodeError): RpcError => new RpcError(errorOf[failure]);

function withId(answer: Message, given: unknown): Message {
  const id = given ?? undefined; // `null` isn't echoed, and what is undefined isn't printed.
  const { request } = answer;
  return isObject(request) ? { ...answer, id, request: { ...request, id } } : { ...answer, id };
}
