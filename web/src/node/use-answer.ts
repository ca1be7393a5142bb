import { useEffect, useState } from 'preact/hooks';
import { ask } from './ask';

export interface Asked<T> {
  /** What is known; stays while it is asked for again. */
  readonly answer?: T | undefined;
  readonly error?: Error | undefined;
  readonly loading: boolean;
}

/**
 * What the server answers, asked again whenever the request changes or `turn` does. Nothing is asked while the command
 * is undefined.
 */
export function useAnswer<T>(command: string | undefined, params: object = {}, turn: unknown = 0): Asked<T> {
  const key = JSON.stringify([command, params]);
  const [state, setState] = useState<Asked<T> & { key: string }>({ key, loading: true });
  useEffect(() => {
    if (command === undefined) return;
    let current = true;
    setState((before) => ({ key, loading: true, answer: before.key === key ? before.answer : undefined }));
    ask<T>(command, params).then(
      (answer) => current && setState({ key, answer, loading: false }),
      (error: Error) => current && setState({ key, error, loading: false }),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);
  // The answer to another question is none to this one.
  return state.key === key ? state : { loading: true };
}
