import type { Call } from './call';
import { httpError, httpSuccess } from './envelope';
import { httpForwarded } from './forwarded-envelope';
import type { ForwardedAnswer } from './forwarding';
import { readHttpRequest, type HttpBatch, type HttpRefusal, type HttpRequest } from './http-request';
import type { MethodResult } from './method';
import type { RpcError } from './rpc-error';
import type { WarningName } from './warnings';

/** How calls come over HTTP and how answers go: both servers wrap the same things, each in its own way. */
export interface HttpForm {
  read(body: string, clientAddress: string): HttpRequest | HttpRefusal | HttpBatch;
  success(result: MethodResult, given: readonly WarningName[], call?: Call): string;
  forwarded(answer: ForwardedAnswer, given: readonly WarningName[], call?: Call): string;
  /** @param from what the error echoes: the body as it came, and the call that was in it */
  error(
    error: RpcError,
    from: { readonly text: string; readonly id: unknown; readonly request?: Call },
    given?: readonly WarningName[],
  ): string;
}

/** As Clio has it. */
export const clioHttp: HttpForm = {
  read: readHttpRequest,
  success: httpSuccess,
  forwarded: httpForwarded,
  error: httpError,
};
