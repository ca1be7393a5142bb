import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../../rippled/backoff';
import { NodeError } from '../../rippled/node-error';

const attempts = 6;

/**
 * Asks again what failed, some times: of a state of thousands of pages, one that got lost must not cost all the others.
 * @throws NodeError of the last attempt; `absent` at once, for that won't change
 */
export async function retried<T>(ask: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NodeError) || error.failure === 'absent' || failures === attempts) throw error;
      await sleep(backoff(failures));
    }
  }
}
