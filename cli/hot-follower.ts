import { HotStateFeed } from '../consumers/hot-state-feed';
import type { Logger } from '../kit/logger';
import type { EventLog } from '../log/port';
import { TablesReader } from '../store/read/tables-reader';
import type { Tables } from './data-folder';

/**
 * Keeps this machine's hot state at the end of a log, for an API whose tables are on a cluster: objects are then read here,
 * and not one by one over the network. Begins with what the tables hold, where it has nothing.
 */
export async function followHotState(
  log: EventLog,
  { store, hot }: Tables,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const feed = await HotStateFeed.open(hot, new TablesReader(store), logger);
  for await (const segment of log.read({ from: feed.next, follow: true, signal })) {
    feed.add(segment);
    // A whole state is applied as it comes, since no memory holds it.
    const pending = segment.last || segment.kind === 'state' ? feed.take() : undefined;
    if (pending) await feed.apply(pending);
  }
}
