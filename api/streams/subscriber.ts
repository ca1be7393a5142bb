import type { ApiVersion } from '../call';
import type { Nodes } from '../../rippled/nodes';
import type { PathFinding } from './path-finding';
import type { Topic } from './topics';

/** A connection as `subscribe` and `unsubscribe` see it. */
export interface Subscriber {
  /**
   * The ledger that was told last, or is being told.
   * @param newest where to begin if nobody has subscribed before
   */
  position(newest: number): number;
  /**
   * Gives every message of these topics about ledgers after that one, from now on in that version's shape.
   * @returns false when that would be more than one connection may listen to: then nothing has changed
   */
  subscribe(topics: readonly Topic[], after: number, apiVersion: ApiVersion): boolean;
  /**
   * Begins to tell the history of an account. @returns false when it is told already, or too many are
   * @param exists whether there was such an account in ledger `after`
   */
  followHistory(account: Buffer, after: number, exists: boolean): boolean;
  /** @param historyOnly news of the account are told nevertheless */
  leaveHistory(account: Buffer, historyOnly: boolean): void;
  /** The connection's search for paths. */
  pathFinding(nodes: Nodes): PathFinding;
  unsubscribe(topics: Iterable<Topic>): void;
}
