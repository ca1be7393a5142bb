/** Told of candidates that fail, late ones too, and of those whose `patience` is over. */
interface Told<C> {
  readonly onFailure: (candidate: C, error: Error) => void;
  readonly onSlow: (candidate: C) => void;
}

/**
 * Asks one candidate after the other, the next as soon as one fails or takes longer than `patience` milliseconds. The
 * first answer counts; those still under way are left to their deadlines. Without `patience` only failure moves on.
 *
 * @param candidates who can be asked now, the best first: looked at each time that another is to be asked
 * @returns who answered and what; nothing when every one failed
 */
export function firstAnswer<C, A>(
  candidates: () => readonly C[],
  patience: number | undefined,
  ask: (candidate: C) => Promise<A>,
  { onFailure, onSlow }: Told<C>,
): Promise<{ candidate: C; answer: A } | undefined> {
  return new Promise((resolve) => {
    const asked = new Set<C>();
    let failed = 0;
    let timer: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (outcome: { candidate: C; answer: A } | undefined): void => {
      settled = true;
      clearTimeout(timer);
      resolve(outcome);
    };
    const askNext = (): void => {
      if (settled) return;
      clearTimeout(timer);
      const candidate = candidates().find((each) => !asked.has(each));
      if (!candidate && failed === asked.size) return settle(undefined);
      if (patience !== undefined) {
        timer = setTimeout(() => {
          if (candidate) onSlow(candidate);
          askNext();
        }, patience);
      }
      if (!candidate) return;
      asked.add(candidate);
      ask(candidate).then(
        (answer) => settle({ candidate, answer }),
        (error: Error) => {
          failed += 1;
          onFailure(candidate, error);
          askNext();
        },
      );
    };
    askNext();
  });
}
