import type { Logger } from './logger';
import type { TracedLedger, Tracer } from './tracer';

/** Milliseconds: what waits is sent so often, a request may take so long, and a failure is told so often. */
const intervals = { send: 1000, request: 3000, complaint: 60_000 };

export interface Tracing extends Tracer {
  /** Sends what waits. */
  close(): Promise<void>;
}

export interface TracingOptions {
  /** Where OTLP over HTTP is taken, such as http://127.0.0.1:4318; nothing is loaded and nothing timed without. */
  readonly endpoint: string | undefined;
  /** What the process is called among others. */
  readonly service: string;
  readonly version: string;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Traces by OpenTelemetry. A ledger is one trace across all processes, whose id is the first 16 bytes of the ledger's hash;
 * the next 8 are the id of the span that is all of it, from the ledger's close until it was visible, and the parent of every
 * step.
 */
export async function openTracing({
  endpoint,
  service,
  version,
  logger,
}: TracingOptions): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const { context, diag, DiagLogLevel, ROOT_CONTEXT, trace, TraceFlags } = await import('@opentelemetry/api');
  const { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');

  let toldAt = -Infinity;
  const complain = (message: string): void => {
    if (performance.now() - toldAt < intervals.complaint) return;
    toldAt = performance.now();
    logger.warn({ endpoint }, `traces could not be sent: ${message}`);
  };
  const silent = (): void => undefined;
  const told = { error: complain, warn: complain, info: silent, debug: silent, verbose: silent };
  diag.setLogger(told, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });

  const random = new RandomIdGenerator();
  let whole: { traceId: string; spanId: string } | undefined;
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: intervals.request });
  const bounds = { scheduledDelayMillis: intervals.send, exportTimeoutMillis: intervals.request };
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter, bounds)],
    idGenerator: {
      generateTraceId: () => whole?.traceId ?? random.generateTraceId(),
      generateSpanId: () => whole?.spanId ?? random.generateSpanId(),
    },
  });
  const tracer = provider.getTracer('millrace', version);
  return {
    step(ledger, name, from, to, attributes) {
      const parent = trace.setSpanContext(ROOT_CONTEXT, {
        ...idsOf(ledger),
        traceFlags: TraceFlags.SAMPLED,
        isRemote: true,
      });
      const about = { 'ledger.index': ledger.ledgerIndex, ...attributes };
      context.with(parent, () => tracer.startSpan(name, { startTime: from, attributes: about }, parent).end(to));
    },
    whole(ledger, to) {
      whole = idsOf(ledger);
      const attributes = {
        'ledger.index': ledger.ledgerIndex,
        'ledger.hash': ledger.hash.toString('hex').toUpperCase(),
      };
      tracer.startSpan('ledger', { root: true, startTime: ledger.closedAt, attributes }, ROOT_CONTEXT).end(to);
      whole = undefined;
    },
    close: () => provider.shutdown().catch(({ message }: Error) => complain(message)),
  };
}

function idsOf({ hash }: TracedLedger): { traceId: string; spanId: string } {
  return { traceId: hash.toString('hex', 0, 16), spanId: hash.toString('hex', 16, 24) };
}
