import { setTimeout as sleep } from 'node:timers/promises';
import { GrpcClient, type TlsFiles } from '../../rippled/grpc-client';
import type { GetLedgerResponse, RawLedgerObject } from '../../rippled/ledger-api';
import { NodeError } from '../../rippled/node-error';
import { HEADER_SIZE, parseHeader } from '../../xrpl/header';
import type { Change, LedgerDiff, ObjectRecord } from '../../xrpl/ledger-diff';
import { keyRanges, loadRanges, type KeyRange } from './key-ranges';
import { diffOf } from './ledger-diff-of';
import type { LedgerHeading, LedgerNode, StateEntry } from './ledger-node';

/** Milliseconds. */
const deadlines = { heading: 5_000, ledger: 30_000, state: 60_000 };
/** Milliseconds between two looks at what is validated: gRPC has nothing to subscribe to. */
const pollEvery = 250;
const stateRanges = 256;
const rangesAtOnce = 8;

const changes: Record<string, Change> = { CREATED: 'created', MODIFIED: 'modified', DELETED: 'deleted' };
const none = Buffer.alloc(0);

/** rippled by gRPC: one call a ledger, with all the objects it changed. */
export class GrpcNode implements LedgerNode {
  readonly name: string;
  private readonly client: GrpcClient;

  constructor(url: string, tls?: TlsFiles) {
    this.name = url;
    this.client = new GrpcClient(url, tls);
  }

  async newest(after: number, signal: AbortSignal): Promise<number> {
    for (;;) {
      const answer = await this.client.getLedger({ ledger: { shortcut: 'SHORTCUT_VALIDATED' } }, deadlines.heading);
      const { ledgerIndex } = parseHeader(this.headingOf(answer).header);
      if (ledgerIndex > after) return ledgerIndex;
      await sleep(pollEvery, undefined, { signal });
    }
  }

  async ledger(index: number): Promise<LedgerDiff> {
    const answer = await this.client.getLedger(
      { ledger: { sequence: index }, transactions: true, expand: true, get_objects: true },
      deadlines.ledger,
    );
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
    return this.headingOf(await this.client.getLedger({ ledger: { sequence: index } }, deadlines.heading));
  }

  state(index: number): AsyncIterable<StateEntry[]> {
    return loadRanges(keyRanges(stateRanges), rangesAtOnce, (range) => this.range(index, range));
  }

  close(): void {
    this.client.close();
  }

  private async range(index: number, { after, upTo }: KeyRange): Promise<StateEntry[]> {
    const entries: StateEntry[] = [];
    for (let marker = after; ;) {
      const answer = await this.client.getLedgerData(
        { ledger: { sequence: index }, ...(marker && { marker }), ...(upTo && { end_marker: upTo }) },
        deadlines.state,
      );
      for (const { key, data } of answer.ledger_objects?.objects ?? []) entries.push([key ?? none, data ?? none]);
      if (!answer.marker || answer.marker.length === 0) return entries;
      if (marker && answer.marker.compare(marker) <= 0) {
        throw new NodeError('unreadable', `${this.name}: the state of ledger ${index} does not go on`);
      }
      marker = answer.marker;
    }
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
