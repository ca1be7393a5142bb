import type { ErrorName } from '../../schemas/errors';

/** What any method may answer, and when. */
export const commonErrors = {
  badSyntax: 'The message is no JSON object. Over WebSocket; HTTP refuses it with 400.',
  invalidParams: 'A member is missing, wrong, or goes not with another.',
  unknownCmd: 'There is no such method, or its amendment is not in force yet.',
  invalid_API_version:
    'The `api_version` is none of those that `version` tells. Over WebSocket; HTTP refuses it with 400.',
  notReady: 'No ledger is visible yet.',
  tooBusy: 'The tables could not be read. The same request may succeed later.',
  slowDown: 'The client is over its limit. The same request may succeed later.',
  internal: 'A defect of the server; its log says which.',
  connectionError: 'Of what only rippled can answer: no node is there to ask.',
  requestError: 'Of what only rippled can answer: the node could not take the request.',
  timeout: 'Of what only rippled can answer: the node took too long.',
  invalidResponse: 'Of what only rippled can answer: the node answered what is no answer.',
} as const satisfies Partial<Record<ErrorName, string>>;
