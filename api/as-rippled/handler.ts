import type { Context } from '../context';
import type { MethodResult } from '../method';
import type { RequestObject } from '../parse-json';

/**
 * A method as rippled answers it: the members of its request are read in rippled's order, in the course of the work,
 * and the work itself is left to the method of the same name.
 * @throws RpcError the answer when there is no result
 */
export type Handler = (request: RequestObject, context: Context) => Promise<MethodResult>;
