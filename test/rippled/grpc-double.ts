import { Server, ServerCredentials, status, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { ledgerApi, type GetLedgerDataRequest, type GetLedgerRequest } from '../../rippled/ledger-api';
import { getLedger, getLedgerData } from './grpc-answers';
import type { Served } from './ledger-answers';

const notFound = { code: status.NOT_FOUND, details: 'ledgerNotFound' };

/** rippled's gRPC in the form of a real server. */
export class GrpcDouble {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** @param take may delay a call, or end it by throwing */
  static async start(
    served: Served,
    take: () => Promise<void>,
    credentials = ServerCredentials.createInsecure(),
    port = 0,
  ) {
    const server = new Server();
    const handled =
      <Q, A>(answer: (request: Q) => A | undefined, ready?: () => Promise<void> | undefined) =>
      ({ request }: ServerUnaryCall<Q, A>, done: sendUnaryData<A>): void => {
        const taken = ready ? take().then(ready) : take();
        taken.then(
          () => {
            const message = answer(request);
            done(message ? null : notFound, message ?? null);
          },
          () => done({ code: status.RESOURCE_EXHAUSTED, details: 'slow down' }),
        );
      };
    server.addService(ledgerApi, {
      GetLedger: handled((request: GetLedgerRequest) => getLedger(served, request)),
      GetLedgerData: handled(
        (request: GetLedgerDataRequest) => getLedgerData(served, request),
        () => served.stateHeld,
      ),
    });
    const bound = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${port}`, credentials, (error, got) => (error ? reject(error) : resolve(got))),
    );
    return new GrpcDouble(server, bound);
  }

  stop(): void {
    this.server.forceShutdown();
  }
}
