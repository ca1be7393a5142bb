import type { ApiVersion } from '../call';

/** Whoever is told something. */
export interface Recipient {
  readonly apiVersion: ApiVersion;
  /** Never waits. */
  send(message: Buffer): void;
  /** Ends a connection whose streams can't go on without a gap. */
  interrupt(reason: string): void;
}
