import { useEffect, useState } from 'preact/hooks';
import type { Pipeline } from '../../../schemas/pipeline';

const every = 2000;

/** The whole pipeline, asked for every two seconds while somebody looks; undefined where the server doesn't tell. */
export function usePipeline(): Pipeline | undefined {
  const [pipeline, setPipeline] = useState<Pipeline>();
  useEffect(() => {
    let timer: number | undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const response = await fetch('/pipeline', { signal: stop.signal, headers: { accept: 'application/json' } });
        if (response.ok) setPipeline((await response.json()) as Pipeline);
        else if (response.status < 500) return; // It never will.
      } catch {
        // The connection's own status says that the server is away.
      }
      if (!stop.signal.aborted) timer = window.setTimeout(() => void next(), every);
    };
    const next = async (): Promise<void> => {
      if (document.visibilityState === 'visible') return ask();
      timer = window.setTimeout(() => void next(), every);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return pipeline;
}
