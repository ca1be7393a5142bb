import cluster from 'node:cluster';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { listenError } from './listen-error';

/** The metrics of one process, in Prometheus' form. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly elsewhere: (() => Promise<readonly object[]>)[] = [];

  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** @param read brings it up to date, each time that someone looks */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    read?: (gauge: Gauge<L>) => void | Promise<void>,
  ): Gauge<L> {
    const collect = function (this: Gauge<L>): void | Promise<void> {
      return read?.(this);
    };
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry], collect });
  }

  /** @param buckets upper bounds, ascending */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]): Histogram<L> {
    return new Histogram({ name, help, labelNames: [...labelNames], buckets, registers: [this.registry] });
  }

  /** A gauge that is read when someone looks, so that keeping it costs nothing. */
  watch(name: string, help: string, read: () => number): void {
    const collect = function (this: Gauge): void {
      this.set(read());
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }

  /** Totals that something counts by itself, read when someone looks: one counter, told apart by `label`. */
  watchTotals(name: string, help: string, label: string, read: () => Record<string, number>): void {
    const collect = function (this: Counter): void {
      this.reset();
      for (const [value, total] of Object.entries(read())) this.inc({ [label]: value }, total);
    };
    new Counter({ name, help, labelNames: [label], registers: [this.registry], collect });
  }

  /** Memory, processor time, event-loop delay and garbage collection of this process, under prom-client's names. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Metrics of a thread, told each time that someone looks: what its own `describe` says. */
  include(describe: () => Promise<readonly object[]>): void {
    this.elsewhere.push(describe);
  }

  /** All of them in a form that can be posted to another thread. */
  async describe(): Promise<readonly object[]> {
    return await this.registry.getMetricsAsJSON();
  }

  /** All of them as Prometheus reads them; in a process with workers theirs too, aggregated. */
  async text(): Promise<string> {
    const own = await this.ownText();
    if (Object.keys(cluster.workers ?? {}).length === 0) return own;
    return own + (await new AggregatorRegistry().clusterMetrics());
  }

  private async ownText(): Promise<string> {
    if (this.elsewhere.length === 0) return this.registry.metrics();
    const parts = await Promise.all([this.describe(), ...this.elsewhere.map((describe) => describe())]);
    return AggregatorRegistry.aggregate(parts.map((part) => [...part])).metrics();
  }

  /** In a worker: its parent's `text` has them. */
  tellParent(): void {
    AggregatorRegistry.setRegistries([this.registry]);
    new AggregatorRegistry(); // which begins to listen for the parent's question
  }

  /**
   * Answers requests with all of them, or with 503 when a worker doesn't say; and `/health`, whether the process answers.
   * @returns the port, and what ends it
   */
  async serve(port: number, host: string): Promise<{ port: number; close: () => Promise<void> }> {
    const server = createServer(({ url }, response) => {
      if (url === '/health') {
        response.end('yes\n');
        return;
      }
      this.text().then(
        (text) => response.setHeader('content-type', this.registry.contentType).end(text),
        (error: Error) => response.writeHead(503).end(`a worker did not say its metrics: ${error.message}\n`),
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(listenError(error, 'the metrics', host, port)));
      server.listen(port, host, resolve);
    });
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return { port: (server.address() as AddressInfo).port, close };
  }
}
