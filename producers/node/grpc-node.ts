import { setTimeout as sleep } from 'node:timers/promises';
import { GrpcClient, type TlsFiles } from '../../rippled/grpc-client';
import type { GetLedgerRequest, GetLedgerResponse, RawLedgerObject } from '../../rippled/ledger-api';
import { NodeError } from '../../rippled/node-error';
import { HEADER_SIZE, parseHeader } from '../../xrpl/header';
import type { Change, LedgerDiff, ObjectRecord } from '../../xrpl/ledger-diff';
import { keyRanges, loadRanges, partsFor, type KeyRange } from './key-ranges';
import { diffOf } from './ledger-diff-of';
import type { LedgerHeading, LedgerNode, StateEntry } from './ledger-node';
import { Pace } from './pace';
import { retried } from './retried';
import type { NodeTold } from './source-events';

/** Milliseconds. */
const deadlines = { heading: 5_000, ledger: 30_000, state: 60_000 };
/** Milliseconds between two looks at what is validated: gRPC has nothing to subscribe to. */
const pollEvery = 250;
const rangesAtOnce = 8;
const pageSize = 2048;
const wholeSpace: KeyRange = { after: undefined, upTo: undefined };

const changes: Record<string, Change> = { CREATED: 'created', MODIFIED: 'modified', DELETED: 'deleted' };
const none = Buffer.alloc(0);

/**
 * rippled by gRPC: one call a ledger, with all the objects it changed. A call weighs as much as 20 requests by WebSocket
 * where rippled counts, so it is asked at a pace; addresses in its `secure_gateway` are not counted.
 */
export class GrpcNode implements LedgerNode {
  readonly name: string;
  private readonly client: GrpcClient;
  private readonly pace: Pace;
  private knowsLimits = false;

  constructor(
    url: string,
    private readonly told: NodeTold,
    tls?: TlsFiles,
  ) {
    this.name = url;
    this.client = new GrpcClient(url, tls);
    this.pace = new Pace(told.onLimited);
  }

  async newest(after: number, signal: AbortSignal): Promise<number> {
    for (;;) {
      const answer = await this.getLedger('newest', { ledger: { shortcut: 'SHORTCUT_VALIDATED' } }, deadlines.heading);
      const { ledgerIndex } = parseHeader(this.headingOf(answer).header);
      if (ledgerIndex > after) return ledgerIndex;
      await sleep(pollEvery, undefined, { signal });
    }
  }

  async ledger(index: number): Promise<LedgerDiff> {
    const what = { ledger: { sequence: index }, transactions: true, expand: true, get_objects: true };
    const answer = await this.getLedger('ledger', what, deadlines.ledger);
    if (!answer.validated) throw new NodeError('refused', `${this.name}: ledger ${index} is not validated`);
    if (!answer.objects_included)
      throw new NodeError('refused', `${this.name}: ledger ${index} came without its objects`);
    const transactions = (answer.transactions_list?.transactions ?? []).map((each) => ({
      transaction: each.transaction_blob ?? none,
      metadata: each.metadata_blob ?? none,
    }));
    const objects = (answer.ledger_objects?.objects ?? []).map((object) => this.change(index, object));
    return diffOf(index, this.headingOf(answer), transactions, objects);
  }

  async heading(index: number): Promise<LedgerHeading> {
    return this.headingOf(await this.getLedger('heading', { ledger: { sequence: index } }, deadlines.heading));
  }

  async *state(index: number): AsyncGenerator<StateEntry[]> {
    const first = await this.page(index, wholeSpace);
    if (!first.marker) {
      yield first.entries;
      return;
    }
    // The first page tells how much there is, and is asked for again: it ends where no part does.
    const parts = first.entries.length < pageSize ? 1 : partsFor(first.marker);
    yield* loadRanges(keyRanges(parts), rangesAtOnce, (range) => this.range(index, range));
  }

  close(): void {
    this.client.close();
  }

  private async range(index: number, { after, upTo }: KeyRange): Promise<StateEntry[]> {
    const pages: StateEntry[][] = [];
    for (let marker = after; ;) {
      const page = await this.page(index, { after: marker, upTo });
      pages.push(page.entries);
      if (!page.marker) return pages.flat();
      if (marker && page.marker.compare(marker) <= 0) {
        throw new NodeError('unreadable', `${this.name}: the state of ledger ${index} does not go on`);
      }
      ({ marker } = page);
    }
  }

  /** @returns what is there after `after`, and where to go on unless that is all up to `upTo` */
  private async page(
    index: number,
    { after: marker, upTo }: KeyRange,
  ): Promise<{ entries: StateEntry[]; marker: Buffer | undefined }> {
    const request = { ledger: { sequence: index }, ...(marker && { marker }), ...(upTo && { end_marker: upTo }) };
    const ask = () => this.call('state', () => this.client.getLedgerData(request, deadlines.state));
    const answer = await retried(ask);
    const objects = answer.ledger_objects?.objects ?? [];
    const entries = objects.map(({ key, data }): StateEntry => [key ?? none, data ?? none]);
    return { entries, marker: answer.marker?.length ? answer.marker : undefined };
  }

  private getLedger(call: string, request: GetLedgerRequest, deadline: number): Promise<GetLedgerResponse> {
    return this.call(call, () => this.client.getLedger(request, deadline));
  }

  private call<A>(call: string, ask: () => Promise<A>): Promise<A> {
    return this.pace.run(async () => {
      try {
        const answer = await this.told.measured(call, ask);
        this.pace.answered();
        return answer;
      } catch (error) {
        if ((error as NodeError).failure === 'limited') this.slowDown();
        throw error;
      }
    });
  }

  private slowDown(): void {
    this.pace.refused();
    if (this.knowsLimits) return;
    this.knowsLimits = true;
    this.told.onNotice(
      `${this.name} counts what it is asked: it doesn't where secure_gateway in its [port_grpc] names our address`,
    );
  }

  private headingOf({ ledger_header: bytes }: GetLedgerResponse): LedgerHeading {
    if (bytes?.length !== HEADER_SIZE + 32) {
      throw new NodeError('unreadable', `${this.name}: a header of ${bytes?.length ?? 0} bytes`);
    }
    return { header: bytes.subarray(0, HEADER_SIZE), hash: bytes.subarray(HEADER_SIZE) };
  }

  private change(index: number, { key, data, mod_type: kind }: RawLedgerObject): ObjectRecord {
    const change = changes[kind ?? ''];
    if (!key || !change)
      throw new NodeError('unreadable', `${this.name}: ledger ${index} has an object that is not one`);
    return { key, change, blob: change === 'deleted' ? null : (data ?? none) };
  }
}
