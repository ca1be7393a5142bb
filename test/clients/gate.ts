import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Pipeline } from './pipeline';

/**
 * Stands between a client and Millrace and passes on every byte as it is, but chooses the moment at which ledgers come,
 * which a client in another process can't be asked for: `POST /next-ledger` closes one, and so does the first `tx` after
 * a `submit`. (xrpl-py takes a transaction for lost when it looks for the newest ledger after the one that it was valid
 * in at the latest has come; the recorded ones were valid in one ledger alone.)
 */
export class Gate {
  private submitted = false;
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void this.pass(request.url!, Buffer.concat(chunks)).then((text) =>
        response.setHeader('Content-Type', 'application/json').end(text),
      );
    });
  });

  private constructor(private readonly pipeline: Pipeline) {}

  static async open(pipeline: Pipeline): Promise<Gate> {
    const gate = new Gate(pipeline);
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(path: string, body: Buffer): Promise<string> {
    if (path === '/next-ledger') {
      await this.pipeline.nextLedger();
      return '{}';
    }
    const { method } = JSON.parse(body.toString()) as { method: string };
    if (method === 'tx' && this.submitted) {
      this.submitted = false;
      await this.pipeline.nextLedger();
    }
    this.submitted ||= method === 'submit';
    const answer = await fetch(this.pipeline.http, { method: 'POST', body: new Uint8Array(body) });
    return answer.text();
  }
}
