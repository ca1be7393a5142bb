import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Asset, Transaction } from '../node/answers';
import { connection } from '../node/the-connection';
import { useAnswer, type Asked } from '../node/use-answer';
import { levelsOf, type BookOffer, type Level } from './levels';

/** A busy ledger brings many messages: the book is read again once for all of them. */
const settle = 700;
const most = 100;
const kept = 12;

export interface Book {
  readonly asks: readonly Level[];
  readonly bids: readonly Level[];
  readonly asked: Asked<unknown>;
  /** What happened in it since the page was opened, newest first. */
  readonly happened: readonly Transaction[];
  /** Grows whenever the book may be another. */
  readonly turn: number;
  readonly live: boolean;
}

interface Offers {
  offers: BookOffer[];
}

/** Both sides of an order book, read again whenever a transaction touched it. */
export function useBook(base: Asset, counter: Asset): Book {
  const [turn, setTurn] = useState(0);
  const [live, setLive] = useState(false);
  const [happened, setHappened] = useState<readonly Transaction[]>([]);
  const timer = useRef<number | undefined>(undefined);
  const key = JSON.stringify([base, counter]);
  useEffect(() => {
    setHappened([]);
    const again = (): void => {
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setTurn((before) => before + 1), settle);
    };
    const end = connection.subscribe({
      params: { books: [{ taker_gets: base, taker_pays: counter, both: true }] },
      onSubscribed: () => {
        setLive(true);
        again();
      },
      onRefused: () => setLive(false),
      onMessage: (message) => {
        if (message['type'] !== 'transaction' || message['validated'] !== true) return;
        const transaction = message as unknown as Transaction;
        setHappened((before) =>
          before.some(({ hash }) => hash === transaction.hash) ? before : [transaction, ...before].slice(0, kept),
        );
        again();
      },
    });
    return () => {
      end();
      clearTimeout(timer.current);
    };
  }, [key]);
  const selling = useAnswer<Offers>('book_offers', { taker_gets: base, taker_pays: counter, limit: most }, turn);
  const buying = useAnswer<Offers>('book_offers', { taker_gets: counter, taker_pays: base, limit: most }, turn);
  const asks = useMemo(() => levelsOf(selling.answer?.offers ?? [], 'asks'), [selling.answer]);
  const bids = useMemo(() => levelsOf(buying.answer?.offers ?? [], 'bids'), [buying.answer]);
  const asked = {
    answer: selling.answer && buying.answer,
    error: selling.error ?? buying.error,
    loading: selling.loading || buying.loading,
  };
  return { asks, bids, asked, happened, turn, live };
}
