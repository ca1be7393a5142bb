import type { Source } from './source';

/** The same source; what is waited for its ledgers is told, in milliseconds. */
export function waitedSource(source: Source, onWaited: (milliseconds: number) => void): Source {
  const timed: Source = {
    name: source.name,
    live: source.live,
    extent: () => source.extent(),
    async *ledgers(from, signal) {
      const ledgers = source.ledgers(from, signal)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const asked = performance.now();
          const next = await ledgers.next();
          onWaited(performance.now() - asked);
          if (next.done === true) return;
          yield next.value;
        }
      } finally {
        await ledgers.return?.(undefined);
      }
    },
    health: () => source.health?.() ?? [],
    close: () => source.close?.(),
  };
  return source.refuse ? { ...timed, refuse: (error) => source.refuse!(error) } : timed;
}
