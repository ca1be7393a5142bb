import { Server, ServerCredentials, status, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import {
  ledgerApi,
  type GetLedgerDataRequest,
  type GetLedgerDataResponse,
  type GetLedgerRequest,
  type GetLedgerResponse,
} from '../../rippled/ledger-api';
import type { Served } from './ledger-answers';
import { byId } from './recorded-chain';

const pageSize = 2048;
const kinds = { created: 'CREATED', modified: 'MODIFIED', deleted: 'DELETED' } as const;
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
      <Q, A>(answer: (request: Q) => A | undefined) =>
      ({ request }: ServerUnaryCall<Q, A>, done: sendUnaryData<A>): void => {
        take().then(
          () => {
            const message = answer(request);
            done(message ? null : notFound, message ?? null);
          },
          () => done({ code: status.RESOURCE_EXHAUSTED, details: 'slow down' }),
        );
      };
    server.addService(ledgerApi, {
      GetLedger: handled((request: GetLedgerRequest) => getLedger(served, request)),
      GetLedgerData: handled((request: GetLedgerDataRequest) => getLedgerData(served, request)),
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

function getLedger(served: Served, request: GetLedgerRequest): GetLedgerResponse | undefined {
  const index = request.ledger.sequence ?? served.newest;
  const ledger = index <= served.newest ? served.ledger(index) : undefined;
  if (!ledger || (request.get_objects && index === served.chain.base)) return undefined;
  return {
    ledger_header: Buffer.concat([ledger.header, ledger.hash]),
    validated: true,
    ...(request.transactions && {
      transactions_list: {
        transactions: byId(ledger).map((each) => ({
          transaction_blob: each.transaction,
          metadata_blob: each.metadata,
        })),
      },
    }),
    ...(request.get_objects && {
      objects_included: true,
      skiplist_included: true,
      ledger_objects: {
        objects: ledger.objects.map(({ key, blob, change }) => ({
          key,
          data: blob ?? Buffer.alloc(0),
          mod_type: kinds[change],
        })),
      },
    }),
  };
}

function getLedgerData(
  served: Served,
  { ledger, marker, end_marker: end }: GetLedgerDataRequest,
): GetLedgerDataResponse | undefined {
  const index = ledger.sequence!;
  if (index > served.newest || !served.ledger(index)) return undefined;
  const upTo = end?.length ? end.toString('hex').toUpperCase() : undefined;
  const objects: { key: Buffer; data: Buffer }[] = [];
  for (const [key, data] of served.chain.stateAfter(marker?.toString('hex').toUpperCase() ?? '', index)) {
    if (upTo !== undefined && key > upTo) break;
    if (objects.length === pageSize) return { ledger_objects: { objects }, marker: objects.at(-1)!.key };
    objects.push({ key: Buffer.from(key, 'hex'), data });
  }
  return { ledger_objects: { objects } };
}
