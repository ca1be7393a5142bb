import type { ArchiveLog } from '../../log/archive/archive-log';
import { encodeRecord } from '../../log/record-codec';
import { openSources, type OpenOptions } from '../../producers/open-sources';
import { produce, type Published } from '../../producers/producer';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import type { LedgerDouble } from '../rippled/ledger-double';

export interface Run {
  log: ArchiveLog;
  said: string[];
  published: number[];
}

export interface PullOptions extends Partial<OpenOptions> {
  onPublished?: (published: Published) => void;
  /** Told of each line of the log as it comes. */
  onSaid?: (line: string) => void;
}

/** Pulls from nodes into a log until ledger `last` is in it. */
export async function pull(
  log: ArchiveLog,
  nodes: readonly LedgerDouble[],
  last: number,
  { onPublished, onSaid, ...options }: PullOptions = {},
): Promise<Run> {
  const said: string[] = [];
  const published: number[] = [];
  const note = (_: object, message: string): void => {
    said.push(message);
    onSaid?.(message);
  };
  const source = await openSources(
    nodes.map(({ url }) => url),
    { logger: { info: note, warn: note }, ...options },
  );
  const stop = new AbortController();
  try {
    await produce(
      {
        source,
        log,
        onPublished: (each) => {
          published.push(each.ledgerIndex);
          onPublished?.(each);
          if (each.ledgerIndex === last) stop.abort();
        },
      },
      stop.signal,
    );
  } finally {
    source.close!();
  }
  return { log, said, published };
}

/** Whole ledgers as text; how the first state is cut into segments doesn't matter. */
export async function contents(log: AsyncIterable<LedgerDiff>): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for await (const segment of log) {
    const { ledgerIndex, kind, objects } = segment;
    const text =
      kind === 'state'
        ? objects.map(({ key, blob }) => `${key.toString('hex')} ${blob!.toString('hex')}\n`).join('')
        : encodeRecord(segment).toString('hex');
    found.set(ledgerIndex, (found.get(ledgerIndex) ?? '') + text);
  }
  return found;
}
