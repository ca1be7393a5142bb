import type { Budget } from './budget';
import type { ServerCredentials } from '@grpc/grpc-js';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { RippledDouble, type Answer } from './double';
import { GrpcDouble } from './grpc-double';
import { ledgerAnswers, type Served } from './ledger-answers';
import { mischiefs, type Mischief } from './mischief';
import type { RecordedChain } from './recorded-chain';

export type NodeKind = 'grpc' | 'clio' | 'rippled';

/** A node that serves recorded ledgers on real sockets, closes them when told to, and is wrong when told to. */
export class LedgerDouble implements Served {
  newest: number;
  amendmentBlocked = false;
  isStandalone = false;
  /** How much it lets itself be asked; without, as much as it is. */
  budget: Budget | undefined;
  stateHeld: Promise<void> | undefined;
  /** What it is wrong about, by ledger. */
  readonly mischief = new Map<number, Mischief>();
  /** Ledgers it doesn't have. */
  readonly holes = new Set<number>();
  private server!: RippledDouble | GrpcDouble;
  private port = 0;
  private hanging = false;
  private refusing = false;

  private constructor(
    readonly kind: NodeKind,
    readonly chain: RecordedChain,
    newest: number,
    private readonly credentials: ServerCredentials | undefined,
  ) {
    this.newest = newest;
  }

  /** @param newest the ledger it has validated to begin with */
  static async start(
    kind: NodeKind,
    chain: RecordedChain,
    {
      newest = chain.last,
      port = 0,
      credentials,
    }: { newest?: number; port?: number; credentials?: ServerCredentials } = {},
  ): Promise<LedgerDouble> {
    const double = new LedgerDouble(kind, chain, newest, credentials);
    await double.listen(port);
    return double;
  }

  get url(): string {
    return `${this.kind === 'grpc' ? 'grpc' : 'ws'}://127.0.0.1:${this.port}`;
  }

  ledger(index: number): LedgerDiff | undefined {
    const ledger = this.holes.has(index) || index > this.newest ? undefined : this.chain.ledger(index);
    const mischief = this.mischief.get(index);
    return ledger && mischief ? mischiefs[mischief](ledger) : ledger;
  }

  /** Ledgers up to `index` close. */
  closeUpTo(index: number): void {
    while (this.newest < index) this.closeLedger();
  }

  /** The next ledger closes, and followers are told. */
  closeLedger(): void {
    if (this.newest >= this.chain.last) return;
    this.newest += 1;
    if (this.server instanceof RippledDouble) this.server.closeLedger(this.newest);
  }

  /** Takes requests and never answers. */
  hang(hanging: boolean): void {
    this.hanging = hanging;
    if (this.server instanceof RippledDouble) this.server.behaviour = hanging ? 'hang' : 'answer';
  }

  /** Answers that it was asked too much. */
  refuse(refusing: boolean): void {
    this.refusing = refusing;
  }

  /** Cuts every connection. */
  drop(): void {
    if (this.server instanceof RippledDouble) this.server.dropAll();
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  /** Comes back at the same address. */
  async restart(): Promise<void> {
    await this.listen(this.port);
  }

  private async listen(port: number): Promise<void> {
    const { kind, credentials } = this;
    this.server =
      kind === 'grpc'
        ? await GrpcDouble.start(this, () => this.take(), credentials, port)
        : await RippledDouble.start(this.answers(kind), port);
    this.port = this.server.port;
  }

  private answers(kind: 'rippled' | 'clio'): Answer {
    const answer = ledgerAnswers(kind, this);
    const refusal = { error: 'slowDown', error_code: 10, status: 'error' };
    return (request) => {
      if (this.refusing) return refusal;
      switch (this.budget?.charge()) {
        case 'drop':
          setImmediate(() => this.drop());
          return refusal;
        case 'warn':
          return { ...answer(request), warning: 'load' };
        default:
          return answer(request);
      }
    };
  }

  private async take(): Promise<void> {
    if (this.hanging) await new Promise(() => undefined);
    if (this.refusing || this.budget?.charge() === 'drop') throw new Error('asked too much');
  }
}
