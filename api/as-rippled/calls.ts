import type { Call } from '../call';

/**
 * Methods that Clio knows nothing of and only a node can answer: about itself, or the open ledger first of all.
 * `ledger_header` ends with API version 1.
 */
export const isForwardedAsRippled = ({ method, apiVersion }: Call): boolean =>
  method === 'owner_info' || method === 'tx_reduce_relay' || (method === 'ledger_header' && apiVersion === 1);

/** Beside the method that is called, another one may stand among its parameters: then rippled knows neither. */
export const namesTwoMethods = ({ method, params }: Call): boolean =>
  params['method'] !== undefined && params['method'] !== method;
