import { useEffect, useState } from 'preact/hooks';
import { live, type LiveLedger } from './live';

/** The newest ledgers, newest first. Many changes at once (a ledger's transactions) are shown together. */
export function useLive(): readonly LiveLedger[] {
  const [ledgers, setLedgers] = useState(live.ledgers);
  useEffect(() => {
    let frame: number | undefined;
    const show = (): void => {
      frame = undefined;
      setLedgers(live.ledgers);
    };
    const stop = live.watch(() => (frame ??= window.setTimeout(show, 60)));
    show();
    return () => {
      stop();
      clearTimeout(frame);
    };
  }, []);
  return ledgers;
}
