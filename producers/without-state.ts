import type { Source } from './source';

/** The same ledgers, from `first` on where nothing else is asked for: without the whole state that a source begins with. */
export function withoutState(source: Source, first: number): Source {
  return {
    name: source.name,
    live: source.live,
    extent: () => source.extent(),
    ledgers: (from, signal) => source.ledgers(from ?? first, signal),
    refuse: (error) => source.refuse?.(error),
    health: () => source.health?.() ?? [],
    close: () => source.close?.(),
  };
}
