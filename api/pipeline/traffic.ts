import { Rate } from '../../kit/rate';
import type { PipelineClients } from '../../schemas/pipeline';
import type { CallObserver } from '../counters';
import { knownMethods } from '../known-methods';

/** Methods that are told one by one. */
const mostTold = 10;

interface Connections {
  readonly webSockets: number;
  readonly subscriptions: number;
}

/** What clients ask of this process now. */
export class Traffic {
  private readonly methods = new Map<string, { calls: Rate; seconds: Rate }>();
  private connections = (): Connections => ({ webSockets: 0, subscriptions: 0 });

  readonly observe: CallObserver = (name, seconds) => {
    const method = knownMethods.has(name) ? name : 'other';
    let found = this.methods.get(method);
    if (!found) this.methods.set(method, (found = { calls: new Rate(), seconds: new Rate() }));
    found.calls.add();
    found.seconds.add(seconds);
  };

  watch(connections: () => Connections): void {
    this.connections = connections;
  }

  report(): PipelineClients {
    const all = [...this.methods].map(([method, { calls, seconds }]) => {
      const perSecond = calls.perSecond();
      return { method, perSecond, seconds: perSecond === 0 ? 0 : seconds.perSecond() / perSecond };
    });
    return { ...this.connections(), ...busiest(all) };
  }
}

type Methods = PipelineClients['methods'];

/** The requests of all methods, and the methods asked for most. */
export function busiest(methods: Methods): Pick<PipelineClients, 'requestsPerSecond' | 'methods'> {
  const asked = methods.filter(({ perSecond }) => perSecond > 0).sort((a, b) => b.perSecond - a.perSecond);
  const requestsPerSecond = asked.reduce((sum, { perSecond }) => sum + perSecond, 0);
  return { requestsPerSecond, methods: asked.slice(0, mostTold) };
}
