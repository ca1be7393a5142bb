/**
 * A signal that fires on SIGINT or SIGTERM, so that work ends at a clean point; a second SIGINT ends the
 * process at once. (A terminal sends SIGINT to workers too, and their parent then SIGTERM: that is one stop.)
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted && signal === 'SIGINT') process.exit(130);
      controller.abort(signal);
    });
  }
  return controller.signal;
}

/** Resolves once the signal has fired. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
