import { useEffect, useState } from 'preact/hooks';

const watchers = new Set<(now: number) => void>();
let timer: number | undefined;

/** The time, once a second; one clock for everything on the page. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    watchers.add(setNow);
    timer ??= window.setInterval(() => watchers.forEach((tell) => tell(Date.now())), 1000);
    return () => {
      watchers.delete(setNow);
      if (watchers.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return now;
}
