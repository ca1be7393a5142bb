import type { JsonObject } from './json';
import { ForwardedAnswer } from './forwarding';
import type { Outcome } from './envelope';
import { RpcError } from './rpc-error';

interface MethodCounts {
  started: number;
  finished: number;
  errored: number;
  forwarded: number;
  /** Microseconds. */
  duration: number;
}

/** Errors that are counted by themselves, under Clio's names. */
const counted = {
  tooBusy: 'too_busy_errors',
  notReady: 'not_ready_errors',
  badSyntax: 'bad_syntax_errors',
  unknownCmd: 'unknown_command_errors',
  internal: 'internal_errors',
} as const;

/** Is told of each call that ends. @param error its name, when the answer is one */
export type CallObserver = (method: string, seconds: number, outcome: CallOutcome, error: string | undefined) => void;
export type CallOutcome = 'success' | 'error' | 'forwarded';

/** What this process has answered, as `server_info` tells it to administrators; names are Clio's. */
export class Counters {
  private readonly methods = new Map<string, MethodCounts>();
  private readonly errors = new Map<string, number>();

  constructor(private readonly observe?: CallObserver) {}

  /** @returns what to call with the outcome */
  begin(method: string): (outcome: Outcome) => void {
    const began = performance.now();
    const counts = this.methods.get(method) ?? { started: 0, finished: 0, errored: 0, forwarded: 0, duration: 0 };
    counts.started += 1;
    return ({ answer, warnings }) => {
      this.observe?.(method, (performance.now() - began) / 1000, ...outcomeOf(answer));
      const error = answer instanceof RpcError ? counted[answer.error as keyof typeof counted] : undefined;
      if (error) this.errors.set(error, (this.errors.get(error) ?? 0) + 1);
      // Clients make up names without end: only those that mean something are kept, which nobody looked at without warnings.
      if (error === counted.unknownCmd || !warnings) return;
      this.methods.set(method, counts);
      if (answer instanceof ForwardedAnswer) counts.forwarded += 1;
      if (answer instanceof RpcError) counts.errored += 1;
      else counts.finished += 1;
      counts.duration += Math.round((performance.now() - began) * 1000);
    };
  }

  report(): JsonObject {
    const rpc = [...this.methods].map(([method, { duration, ...counts }]): [string, JsonObject] => [
      method,
      { ...asText(counts), duration_us: String(duration) },
    ]);
    const errors = Object.values(counted).map((name): [string, string] => [name, String(this.errors.get(name) ?? 0)]);
    return { rpc: Object.fromEntries(rpc), ...Object.fromEntries(errors) };
  }
}

function outcomeOf(answer: Outcome['answer']): [CallOutcome, string | undefined] {
  if (answer instanceof RpcError) return ['error', answer.error];
  return [answer instanceof ForwardedAnswer ? 'forwarded' : 'success', undefined];
}

const asText = (counts: Record<string, number>): JsonObject =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
