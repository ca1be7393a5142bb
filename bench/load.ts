import autocannon from 'autocannon';

export const connections = 16;

/** Seconds that one request may take. */
const timeout = 60;

/** What a server answered to, over several stretches of load. */
export class Measured {
  private readonly latencies: number[] = [];
  private requests = 0;
  private bytes = 0;
  private seconds = 0;

  /**
   * Sends that many requests, so that all are answered within the time that counts.
   * @throws Error when the server refuses requests: then nothing would be measured.
   */
  async load(url: string, bodies: readonly string[], amount: number): Promise<void> {
    const requests = bodies.map((body) => ({ method: 'POST' as const, body }));
    const began = performance.now();
    let ended = began; // autocannon itself looks once a second whether it is done
    const setupClient = (client: autocannon.Client): void => {
      client.on('response', (_status, _bytes, milliseconds) => {
        this.latencies.push(milliseconds);
        ended = performance.now();
      });
    };
    const result = await autocannon({ url, connections, amount, requests, setupClient, timeout });
    if (result.errors > 0 || result.non2xx > 0) throw new Error(`${result.errors} errors, ${result.non2xx} refused`);
    this.requests += result.requests.total;
    this.bytes += result.throughput.total;
    this.seconds += (ended - began) / 1000;
  }

  get requestsPerSecond(): number {
    return this.requests / this.seconds;
  }

  get bytesPerSecond(): number {
    return this.bytes / this.seconds;
  }

  /** Milliseconds within which that share of the requests was answered. */
  latency(share: number): number {
    const sorted = Float64Array.from(this.latencies).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  }
}
