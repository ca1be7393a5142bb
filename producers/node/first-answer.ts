/**
 * Asks one candidate after the other, the next as soon as one fails or takes longer than `patience` milliseconds. The
 * first answer counts; those still under way are left to their deadlines. Without `patience` only failure moves on.
 *
 * @param onFailure told of each that failed before there was an answer
 * @returns who answered and what; nothing when every one failed
 */
export function firstAnswer<C, A>(
  candidates: readonly C[],
  patience: number | undefined,
  ask: (candidate: C) => Promise<A>,
  onFailure: (candidate: C, error: Error) => void,
): Promise<{ candidate: C; answer: A } | undefined> {
  return new Promise((resolve) => {
    let asked = 0;
    let failed = 0;
    let timer: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (outcome: { candidate: C; answer: A } | undefined): void => {
      settled = true;
      clearTimeout(timer);
      resolve(outcome);
    };
    const askNext = (): void => {
      clearTimeout(timer);
      if (settled || asked === candidates.length) return;
      const candidate = candidates[asked++]!;
      if (patience !== undefined) timer = setTimeout(askNext, patience);
      ask(candidate).then(
        (answer) => settle({ candidate, answer }),
        (error: Error) => {
          onFailure(candidate, error);
          failed += 1;
          if (settled) return;
          if (failed === candidates.length) settle(undefined);
          else askNext();
        },
      );
    };
    if (candidates.length === 0) settle(undefined);
    else askNext();
  });
}
