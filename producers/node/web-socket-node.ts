import { EventEmitter, once } from 'node:events';
import type { Message } from '../../rippled/connection';
import { Node } from '../../rippled/node';
import { NodeError } from '../../rippled/node-error';
import { readServerInfo, type ServerInfo } from '../../rippled/server-info';
import type { LedgerDiff, ObjectRecord, TransactionRecord } from '../../xrpl/ledger-diff';
import { keyRanges, loadRanges, partsFor, type KeyRange } from './key-ranges';
import { diffOf } from './ledger-diff-of';
import type { LedgerHeading, LedgerNode, StateEntry } from './ledger-node';
import { Pace } from './pace';
import { retried } from './retried';
import { bytes, readLedger, type LedgerAnswer } from './ledger-answer';
import type { NodeTold } from './source-events';
import { touchedByClosing, touchedByTransactions } from './touched-objects';

/** Milliseconds. */
const deadlines = { ask: 10_000, ledger: 30_000, page: 60_000 };
/** Parts of the key space that are loaded side by side. */
const rangesAtOnce = 8;
const pageSize = 2048;
const wholeSpace: KeyRange = { after: undefined, upTo: undefined };

/** What is known of a node once it has been asked. */
interface Standing extends ServerInfo {
  readonly newest: number;
}

/**
 * Any server by its WebSocket API. Clio and Millrace answer for all that a ledger changed with one request; a plain
 * rippled with one for the ledger and one for each object that its transactions touched.
 */
export class WebSocketNode implements LedgerNode {
  readonly name: string;
  private readonly node: Node;
  private readonly pace: Pace;
  private readonly events = new EventEmitter();
  /** Or why there is none. */
  private standing: Standing | NodeError;
  private isNew = true;

  constructor(
    url: string,
    private readonly told: NodeTold,
  ) {
    this.name = url;
    this.pace = new Pace(told.onLimited);
    this.standing = new NodeError('unreachable', `${url} is not connected yet`);
    this.node = new Node({ url });
    this.node.on('state', (state, why) => {
      if (state === 'following' || state === 'lagging') void this.ask();
      else if (state === 'waiting') {
        this.pace.dropped();
        this.become(new NodeError('lost', why));
      }
    });
    this.node.on('message', (message) => {
      if (message['type'] !== 'ledgerClosed' || this.standing instanceof NodeError) return;
      this.become({ ...this.standing, newest: Number(message['ledger_index']) });
    });
    this.node.start();
  }

  get about(): string | undefined {
    if (this.standing instanceof NodeError) return undefined;
    const { version, isStandalone, complete } = this.standing;
    return `${version}${isStandalone ? ' in standalone mode' : ''} with ledgers ${complete}`;
  }

  get isStandalone(): boolean | undefined {
    return this.standing instanceof NodeError ? undefined : this.standing.isStandalone;
  }

  async newest(after: number, signal: AbortSignal): Promise<number> {
    if (this.isNew) await once(this.events, 'news', { signal });
    // What was wrong when it was asked last may be over.
    else if (this.standing instanceof NodeError && this.isConnected) await this.ask();
    for (;;) {
      const { standing } = this;
      if (standing instanceof NodeError) throw standing;
      if (standing.newest > after) return standing.newest;
      await once(this.events, 'news', { signal });
    }
  }

  async ledger(index: number): Promise<LedgerDiff> {
    if (this.standing instanceof NodeError) throw this.standing;
    const diff = this.standing.givesDiff;
    const answer = await this.askLedger(index, { transactions: true, expand: true, ...(diff && { diff }) });
    const { heading, transactions, changes } = answer;
    const ordered = diffOf(index, heading, transactions, []);
    const objects = changes
      ? this.asChanged(changes, ordered.transactions)
      : await this.fetchTouched(index, ordered.transactions);
    return diffOf(index, heading, ordered.transactions, objects);
  }

  async heading(index: number): Promise<LedgerHeading> {
    return (await this.askLedger(index, {})).heading;
  }

  async *state(index: number): AsyncGenerator<StateEntry[]> {
    if (this.standing instanceof NodeError) throw this.standing;
    // Only rippled takes a marker that it did not give: Clio's must be a key, so its state is one walk.
    const parts = this.standing.givesDiff ? 1 : await this.partsOf(index);
    if (parts === 1) yield* this.pages(index, wholeSpace);
    else yield* loadRanges(keyRanges(parts), rangesAtOnce, (range) => this.range(index, range));
  }

  close(): void {
    this.node.stop();
  }

  private get isConnected(): boolean {
    return this.node.state === 'following' || this.node.state === 'lagging';
  }

  private become(standing: Standing | NodeError): void {
    this.standing = standing;
    this.isNew = false;
    this.events.emit('news');
  }

  /** Asks what kind of server it is, and how it is. */
  private async ask(): Promise<void> {
    try {
      const answer = await this.request('newest', { command: 'server_info' }, deadlines.ask);
      const info = readServerInfo({ result: answer });
      if (!info) throw new NodeError('unreadable', `${this.name} does not answer server_info as a node does`);
      // What it has not understood it can't have computed rightly (C#364).
      if (info.blocked !== undefined) throw new NodeError('unreadable', `${this.name} is ${info.blocked}`);
      const { newest } = info;
      if (newest === undefined) throw new NodeError('refused', `${this.name} has no validated ledger yet`);
      this.become({ ...info, newest });
    } catch (error) {
      this.become(error as NodeError);
    }
  }

  private async askLedger(index: number, what: Message): Promise<LedgerAnswer> {
    const request = { command: 'ledger', ledger_index: index, binary: true, ...what };
    const result = await this.request('transactions' in what ? 'ledger' : 'heading', request, deadlines.ledger);
    if (result['validated'] !== true) throw new NodeError('refused', `${this.name}: ledger ${index} is not validated`);
    return this.read(() => readLedger(result));
  }

  /** `diff` doesn't say which objects are new: the transactions do. */
  private asChanged(changes: LedgerAnswer['changes'] & object, transactions: TransactionRecord[]): ObjectRecord[] {
    const touched = this.read(() => touchedByTransactions(transactions));
    return changes.map(({ key, blob }) => {
      const isNew = touched.get(key.toString('hex').toUpperCase())?.existed === false;
      return { key, change: blob === null ? 'deleted' : isNew ? 'created' : 'modified', blob };
    });
  }

  private async fetchTouched(index: number, transactions: TransactionRecord[]): Promise<ObjectRecord[]> {
    const touched = this.read(() => touchedByTransactions(transactions));
    const byTransactions = [...touched].map(async ([hex, { existed }]): Promise<ObjectRecord[]> => {
      const blob = await this.entry(index, hex);
      if (!blob && !existed) return []; // came and went within the ledger
      return [{ key: bytes(hex), change: !blob ? 'deleted' : existed ? 'modified' : 'created', blob }];
    });
    const byClosing = touchedByClosing(index)
      .filter((key) => !touched.has(key.toString('hex').toUpperCase()))
      .map(async (key): Promise<ObjectRecord[]> => {
        const hex = key.toString('hex').toUpperCase();
        const [before, blob] = await Promise.all([this.entry(index - 1, hex), this.entry(index, hex)]);
        if (before && blob ? before.equals(blob) : before === blob) return [];
        return [{ key, change: !blob ? 'deleted' : before ? 'modified' : 'created', blob }];
      });
    return (await Promise.all([...byTransactions, ...byClosing])).flat();
  }

  /** An object's blob at a ledger, `null` when there is none. */
  private async entry(ledgerIndex: number, index: string): Promise<Buffer | null> {
    try {
      const request = { command: 'ledger_entry', index, ledger_index: ledgerIndex, binary: true };
      const result = await this.request('object', request, deadlines.ask);
      return this.read(() => bytes(result['node_binary']));
    } catch (error) {
      if (error instanceof EntryNotFound) return null;
      throw error;
    }
  }

  private async partsOf(index: number): Promise<number> {
    for await (const page of this.pages(index, wholeSpace)) {
      return page.length < pageSize ? 1 : partsFor(page.at(-1)![0]);
    }
    return 1;
  }

  private async range(index: number, range: KeyRange): Promise<StateEntry[]> {
    const entries: StateEntry[] = [];
    for await (const page of this.pages(index, range)) entries.push(...page);
    return entries;
  }

  private async *pages(index: number, { after, upTo }: KeyRange): AsyncGenerator<StateEntry[]> {
    for (let marker: unknown = after?.toString('hex').toUpperCase(); ;) {
      const request = {
        command: 'ledger_data',
        ledger_index: index,
        binary: true,
        limit: pageSize,
        ...(marker !== undefined && { marker }),
      };
      const result = await retried(() => this.request('state', request, deadlines.page));
      const page = this.read(() =>
        (result['state'] as Message[]).map(({ index: key, data }): StateEntry => [bytes(key), bytes(data)]),
      );
      const end = upTo ? page.findIndex(([key]) => key.compare(upTo) > 0) : -1;
      yield end < 0 ? page : page.slice(0, end);
      if (end >= 0 || result['marker'] === undefined) return;
      if (result['marker'] === marker) throw new NodeError('unreadable', `${this.name}: the state does not go on`);
      marker = result['marker'];
    }
  }

  /** The `result` of an answer. @throws NodeError, for errors of the node's too */
  private async request(call: string, members: Message, timeout: number): Promise<Message> {
    const answer = await this.pace.run(() => this.told.measured(call, () => this.answer(members, timeout)));
    if (answer['status'] !== 'success') throw new EntryNotFound('refused', this.said(members, answer));
    return (answer['result'] ?? {}) as Message;
  }

  /** What it answers, which may be that it has no such object. */
  private async answer(members: Message, timeout: number): Promise<Message> {
    const answer = await this.node.request({ api_version: 1, ...members }, timeout);
    if (answer['warning'] === 'load') this.pace.warned();
    else this.pace.answered();
    if (answer['status'] === 'success') return answer;
    switch (answer['error']) {
      case 'entryNotFound':
        return answer;
      case 'lgrNotFound':
      case 'lgrIdxsInvalid':
        throw new NodeError('absent', this.said(members, answer));
      case 'slowDown':
      case 'tooBusy':
        this.pace.refused();
        throw new NodeError('limited', this.said(members, answer));
      default:
        throw new NodeError('unreadable', this.said(members, answer));
    }
  }

  private said({ command }: Message, { error, error_message: text }: Message): string {
    return `${this.name}: ${String(command)}: ${String(error)}${typeof text === 'string' ? ` (${text})` : ''}`;
  }

  private read<T>(parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw new NodeError('unreadable', `${this.name}: ${(error as Error).message}`);
    }
  }
}

/** The ledger is there, the object is not. */
class EntryNotFound extends NodeError {}
