/** One at a time: whoever asks waits until those before have done what they wanted. */
export class Turn {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws what `work` throws */
  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
