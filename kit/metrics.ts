import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Gauge, Registry } from 'prom-client';

/** The metrics of one process, in Prometheus' form. */
export class Metrics {
  private readonly registry = new Registry();

  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Answers every request with all of them. @returns the port, and what ends it */
  async serve(port: number, host: string): Promise<{ port: number; close: () => Promise<void> }> {
    const server = createServer((_request, response) => {
      void this.text().then((text) => response.setHeader('content-type', this.registry.contentType).end(text));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return { port: (server.address() as AddressInfo).port, close };
  }
}
