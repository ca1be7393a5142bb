import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { answering, ask, millrace } from '../integration/millrace';
import { SubmittingNode } from './submitting-node';

/** Everything a user would start: `millrace up` on its defaults, beside a node that it follows and forwards to. */
export class Pipeline {
  private constructor(
    readonly node: SubmittingNode,
    readonly port: number,
    private readonly folder: string,
    private readonly up: ReturnType<typeof millrace>,
  ) {}

  /** @param newest the ledger that is visible to begin with */
  static async start(newest: number): Promise<Pipeline> {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-clients-'));
    const node = await SubmittingNode.start(newest);
    const { url, chain } = node;
    const nodes = ['--source', url, '--start', String(chain.base), '--rippled', url];
    const up = millrace('up', ...nodes, '--data', join(folder, 'data'), '--port', '0');
    const pipeline = new Pipeline(node, await answering(up), folder, up);
    await pipeline.visible(newest);
    return pipeline;
  }

  get http(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  get ws(): string {
    return `ws://127.0.0.1:${this.port}/`;
  }

  /** The node closes a ledger; resolves once Millrace answers from it. */
  async nextLedger(): Promise<void> {
    this.node.closeLedger();
    await this.visible(this.node.newest);
  }

  async stop(): Promise<void> {
    this.up.child.kill('SIGTERM');
    await this.up.ended;
    await this.node.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async visible(ledger: number): Promise<void> {
    while ((await ask(this.port, 'ledger_index'))['ledger_index'] !== ledger) {
      if (this.up.child.exitCode !== null) throw new Error(`millrace ended: ${(await this.up.ended).stderr}`);
      await delay(20);
    }
  }
}
