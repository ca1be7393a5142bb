import { EventEmitter, once } from 'node:events';
import { decode } from 'ripple-binary-codec';
import { transactionId } from '../../xrpl/hash';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { parseHeader } from '../../xrpl/header';
import { demoLedgers } from '../demo';
import { RippledDouble, type Answer } from '../rippled/double';
import { ledgerAnswers, type Served } from '../rippled/ledger-answers';
import { RecordedChain } from '../rippled/recorded-chain';

/* eslint-disable @typescript-eslint/no-explicit-any */

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const success = (result: object) => ({ result, status: 'success' });

/**
 * A node whose ledgers are the recorded ones. It takes a transaction only if one of the ledgers to come has it, byte
 * for byte: what a client library builds and signs must be what was built and signed when the recording was made.
 */
export class SubmittingNode implements Served {
  readonly amendmentBlocked = false;
  /** Ids of the transactions it took. */
  private readonly taken = new EventEmitter();
  private server!: RippledDouble;

  private constructor(
    readonly chain: RecordedChain,
    public newest: number,
  ) {}

  /** @param newest the ledger it has validated to begin with */
  static async start(newest: number): Promise<SubmittingNode> {
    const node = new SubmittingNode(new RecordedChain(await demoLedgers()), newest);
    node.server = await RippledDouble.start(node.answers());
    return node;
  }

  get url(): string {
    return this.server.url;
  }

  ledger(index: number): LedgerDiff | undefined {
    return index > this.newest ? undefined : this.chain.ledger(index);
  }

  /** The next ledger closes, and followers are told. */
  closeLedger(): void {
    this.newest += 1;
    this.server.closeLedger(this.newest);
  }

  /** Resolves when that transaction has been submitted. */
  async takes(id: string): Promise<void> {
    await once(this.taken, id);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private answers(): Answer {
    const ofLedgers = ledgerAnswers('clio', this);
    const methods: Record<string, Answer> = {
      submit: ({ tx_blob: blob }) => this.submit(blob),
      // Nothing waits to get into the open ledger: its state is the validated one's.
      account_info: ({ account }) => success({ account_data: this.accountRoot(account), validated: false }),
      ledger_current: () => success({ ledger_current_index: this.newest + 1 }),
      fee: () => success(openLedgerFee),
      server_state: () => success({ state: { load_base: 256, load_factor: 256, validated_ledger: this.validated() } }),
    };
    return (request) => (methods[request['command']] ?? ofLedgers)(request);
  }

  private submit(blob: string): Record<string, any> {
    const id = transactionId(Buffer.from(blob, 'hex'));
    const tx_json = { ...decode(blob), hash: hex(id) };
    const to_come = this.chain.ledger(this.newest + 1)!.transactions;
    const isToCome = to_come.some(({ transaction }) => transactionId(transaction).equals(id));
    const [code, name, message] = isToCome ? accepted : refused;
    const engine = { engine_result: name, engine_result_code: code, engine_result_message: message };
    if (isToCome) {
      this.taken.emit(tx_json.hash);
      const proposal = { ...engine, transaction: tx_json, ledger_current_index: this.newest + 1, validated: false };
      this.server.publish({ type: 'transaction', status: 'proposed', ...proposal }, 'transactions_proposed');
    }
    return success({ ...engine, accepted: isToCome, applied: isToCome, tx_blob: blob, tx_json });
  }

  private accountRoot(address: string): Record<string, any> {
    for (const [, blob] of this.chain.stateAfter('', this.newest)) {
      if (blob[1] !== 0x00 || blob[2] !== 0x61) continue;
      const root = decode(hex(blob));
      if (root['Account'] === address) return root;
    }
    throw new Error(`${address} is not there`);
  }

  private validated(): object {
    const { hash, header } = this.chain.ledger(this.newest)!;
    const close_time = parseHeader(header).closeTime;
    const fees = { base_fee: 10, reserve_base: 1_000_000, reserve_inc: 200_000 };
    return { seq: this.newest, hash: hex(hash), close_time, ...fees };
  }
}

const accepted = [0, 'tesSUCCESS', 'The transaction was applied. Only final in a validated ledger.'] as const;
const refused = [-190, 'tefPAST_SEQ', 'This sequence number has already passed.'] as const;
const openLedgerFee = {
  drops: { base_fee: '10', median_fee: '5000', minimum_fee: '10', open_ledger_fee: '10' },
  current_ledger_size: '0',
  current_queue_size: '0',
  expected_ledger_size: '5000',
  levels: { median_level: '128000', minimum_level: '256', open_ledger_level: '256', reference_level: '256' },
};
