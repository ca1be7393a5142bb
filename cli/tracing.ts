import type { Logger } from '../kit/logger';
import { openTracing, type Tracing } from '../kit/tracing';
import { version } from './version';

export interface TracingSetting {
  /** Where traces are sent. */
  readonly otlpEndpoint?: string | undefined;
}

/** Traces of one tier, under a name of its own also where one process is several; nothing without an endpoint. */
export const traceTier = (
  tier: 'producer' | 'consumer' | 'api',
  { otlpEndpoint: endpoint }: TracingSetting,
  logger: Pick<Logger, 'warn'>,
): Promise<Tracing | undefined> => openTracing({ endpoint, service: `millrace-${tier}`, version, logger });
