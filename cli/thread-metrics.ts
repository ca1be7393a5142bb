import { once } from 'node:events';
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import type { Metrics } from '../kit/metrics';

/** A thread's metrics as its parent's: asked for each time that someone looks. */
export class ThreadMetrics {
  private readonly channel = new MessageChannel();

  /** @param metrics where they are to be told; nothing is measured without */
  constructor(private readonly metrics: Metrics | undefined) {}

  /** For the thread's `workerData` and `transferList`; absent where nothing is measured. */
  get port(): MessagePort | undefined {
    return this.metrics && this.channel.port2;
  }

  /** To be called with the thread once it was given the port. */
  of(worker: Worker): void {
    const { port1 } = this.channel;
    port1.unref();
    const ended = new AbortController();
    worker.once('exit', () => {
      port1.close();
      ended.abort();
    });
    this.metrics?.include(async () => {
      if (ended.signal.aborted) return [];
      port1.postMessage('describe');
      const [described] = (await once(port1, 'message', { signal: ended.signal }).catch(() => [[]])) as [object[]];
      port1.unref();
      return described;
    });
  }
}

/** In the thread: tells what is asked for. */
export function tellMetrics(port: MessagePort, metrics: Metrics): void {
  port.on('message', () => void metrics.describe().then((described) => port.postMessage(described)));
  port.unref();
}
