import { NodeError } from '../rippled/node-error';
import type { Nodes } from '../rippled/nodes';
import type {
  AccountTransactionsQuery,
  Reader,
  StoredLedger,
  StoredTransaction,
  TransactionsPage,
  VisibleRange,
} from '../store/read/reader';
import { hex } from './hex';

/** Milliseconds for an object that a node is asked for. */
const deadline = 5_000;

/** What a reader says that knows the ledgers it follows, and no state yet. */
export class NotKnownYet extends Error {
  override readonly name = 'NotKnownYet';

  constructor() {
    super('the state is being loaded');
  }
}

/** Shared by the readers of one process: once over, it is over for all. */
interface Phase {
  over: boolean;
}

/**
 * Two sets of tables as one reader: those of the ledgers that are followed from the first moment on, without any state, and
 * from the moment that they have caught up those that begin with the whole state. They hold all that the others do, so a
 * request may begin with the one and end with the other.
 *
 * @throws NotKnownYet where only the state, or what was before the first ledger followed, has the answer
 */
export class InstantReader implements Reader {
  constructor(
    private readonly whole: Reader,
    private readonly followed: Reader,
    protected readonly phase: Phase = { over: false },
  ) {}

  get over(): boolean {
    return this.phase.over;
  }

  /** The same, but single objects are had from a node: for what nobody else can answer whole, such as streams. */
  helpedBy(nodes: Nodes): Reader {
    return new HelpedReader(this.whole, this.followed, this.phase, nodes);
  }

  async visibleRange(): Promise<VisibleRange | undefined> {
    const whole = await this.whole.visibleRange();
    if (this.over) return whole;
    const followed = await this.followed.visibleRange();
    if (!whole || !followed || whole.last < followed.last) return followed;
    this.phase.over = true;
    return whole;
  }

  ledger(ledgerIndex: number): Promise<StoredLedger | undefined> {
    return this.known.ledger(ledgerIndex);
  }

  ledgerIndexOfHash(hash: Buffer): Promise<number | undefined> {
    return this.known.ledgerIndexOfHash(hash);
  }

  transactions(ledgerIndex: number): Promise<StoredTransaction[]> {
    return this.known.transactions(ledgerIndex);
  }

  transaction(ledgerIndex: number, index: number): Promise<StoredTransaction | undefined> {
    return this.known.transaction(ledgerIndex, index);
  }

  transactionById(id: Buffer): Promise<StoredTransaction | undefined> {
    return this.known.transactionById(id);
  }

  async accountTransactions(query: AccountTransactionsQuery): Promise<TransactionsPage> {
    const range = this.over ? undefined : await this.followed.visibleRange();
    // As far back as there are ledgers means farther than is known here.
    if (range && query.from <= range.first) throw new NotKnownYet();
    return this.known.accountTransactions(query);
  }

  async nftOwner(...asked: Parameters<Reader['nftOwner']>) {
    return this.state.nftOwner(...asked);
  }

  async nftTransactions(...asked: Parameters<Reader['nftTransactions']>) {
    return this.state.nftTransactions(...asked);
  }

  async issuedNfts(...asked: Parameters<Reader['issuedNfts']>) {
    return this.state.issuedNfts(...asked);
  }

  async mptHolders(...asked: Parameters<Reader['mptHolders']>) {
    return this.state.mptHolders(...asked);
  }

  async mptTransactions(...asked: Parameters<Reader['mptTransactions']>) {
    return this.state.mptTransactions(...asked);
  }

  async object(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined> {
    return this.state.object(key, ledgerIndex);
  }

  async deletedIn(key: Buffer, ledgerIndex: number): Promise<number | undefined> {
    return this.state.deletedIn(key, ledgerIndex);
  }

  objects(keys: readonly Buffer[], ledgerIndex: number): Promise<(Buffer | undefined)[]> {
    return Promise.all(keys.map((key) => this.object(key, ledgerIndex)));
  }

  async keysAfter(...asked: Parameters<Reader['keysAfter']>) {
    return this.state.keysAfter(...asked);
  }

  async objectsAfter(...asked: Parameters<Reader['objectsAfter']>) {
    return this.state.objectsAfter(...asked);
  }

  async statePath(...asked: Parameters<Reader['statePath']>) {
    return this.state.statePath(...asked);
  }

  async diff(ledgerIndex: number) {
    return this.state.diff(ledgerIndex);
  }

  private get known(): Reader {
    return this.over ? this.whole : this.followed;
  }

  /** @throws NotKnownYet */
  private get state(): Reader {
    if (!this.over) throw new NotKnownYet();
    return this.whole;
  }
}

class HelpedReader extends InstantReader {
  constructor(
    whole: Reader,
    followed: Reader,
    phase: Phase,
    private readonly nodes: Nodes,
  ) {
    super(whole, followed, phase);
  }

  /** @throws NodeError */
  override async object(key: Buffer, ledgerIndex: number): Promise<Buffer | undefined> {
    if (this.over) return super.object(key, ledgerIndex);
    const request = { command: 'ledger_entry', index: hex(key), ledger_index: ledgerIndex, binary: true };
    const options = { clientAddress: '127.0.0.1', deadline, repeatable: true };
    const { result, error } = await this.nodes.send({ ...request, api_version: 1 }, options);
    if (error === 'entryNotFound') return undefined;
    const { node_binary: blob } = (result ?? {}) as { node_binary?: unknown };
    if (typeof blob === 'string') return Buffer.from(blob, 'hex');
    throw new NodeError('unreadable', `a node has no object ${hex(key)} of ledger ${ledgerIndex}: ${String(error)}`);
  }
}
