import type { JsonObject } from './json';

/** What a server knows about itself. */
export interface Service {
  /** Milliseconds since the epoch, when it began to serve. */
  readonly startedAt: number;
  readonly networkId: number;
  /** Millrace's own version. */
  readonly version: string;
  /** What it has answered so far, and who listens. */
  counters(): JsonObject;
  /** Milliseconds since the epoch, now; a test can hold it still. */
  now(): number;
}
