import { httpSuccess } from '../envelope';
import { httpAsRippled } from '../forwarded-envelope';
import { readHttpRequest, type HttpRefusal, type HttpRequest } from '../http-request';
import type { HttpForm } from '../http-form';
import { jsonText, without, type JsonObject } from '../json';
import type { RpcError } from '../rpc-error';
import { complaintAbout } from './json-reader';

const end = '\r\n';

/** JSON-RPC over HTTP as rippled has it. */
export const httpForm: HttpForm = {
  read(body, clientAddress): HttpRequest | HttpRefusal {
    const complaint = complaintAbout(body);
    if (complaint !== undefined) return { plain: `Unable to parse request: ${complaint}${end}` };
    const read = readHttpRequest(body, clientAddress);
    if (!('plain' in read)) return read;
    // Clio's words for what rippled's reader finds wrong with the text.
    if (read.plain.startsWith('Unable to parse')) return { plain: `Unable to parse request: ${end}` };
    return { plain: `${read.plain}${end}` };
  },
  success: httpSuccess,
  forwarded: httpAsRippled,
  error(error: RpcError, { request }): string {
    const members: JsonObject = without(error.toJson(), 'type');
    const call = request && { ...request.params, command: request.method };
    return jsonText({ result: { ...members, request: call as JsonObject } });
  },
};
