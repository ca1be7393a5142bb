import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask } from './ask';

export interface Paged<T> {
  readonly items: readonly T[];
  readonly error?: Error | undefined;
  readonly loading: boolean;
  /** Asks for the next page, when there is one. */
  readonly more: (() => void) | undefined;
}

/** A filter may leave little of a page: more are asked for until there is something to show, within bounds. */
const enough = 20;
const mostAtOnce = 10;

/** Answers in pages, one after the other by their markers. `itemsOf` takes a page's items out of its answer. */
export function usePages<T>(command: string, params: object, itemsOf: (answer: never) => T[]): Paged<T> {
  const key = JSON.stringify([command, params]);
  const empty = {
    key,
    items: [] as T[],
    marker: undefined as unknown,
    loading: true,
    error: undefined as Error | undefined,
  };
  const [state, setState] = useState(empty);
  const load = useCallback(
    async (marker: unknown, items: readonly T[], current: () => boolean): Promise<void> => {
      const all = [...items];
      try {
        for (let asked = 0; asked < mostAtOnce; asked += 1) {
          const page = marker === undefined ? params : { ...params, marker };
          const answer = await ask<{ marker?: unknown }>(command, page);
          all.push(...itemsOf(answer as never));
          marker = answer.marker;
          if (marker === undefined || all.length - items.length >= enough) break;
        }
        if (current()) setState({ key, items: all, marker, loading: false, error: undefined });
      } catch (error) {
        if (current()) setState({ key, items: all, marker: undefined, loading: false, error: error as Error });
      }
    },
    [key],
  );
  useEffect(() => {
    let current = true;
    setState(empty);
    void load(undefined, [], () => current);
    return () => {
      current = false;
    };
  }, [key]);
  const { items, marker, loading, error } = state.key === key ? state : empty;
  const more =
    marker === undefined || loading
      ? undefined
      : () => {
          setState((before) => ({ ...before, loading: true }));
          void load(marker, items, () => true);
        };
  return { items, error, loading, more };
}
