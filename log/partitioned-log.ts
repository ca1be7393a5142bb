import type { LedgerDiff } from '../xrpl/ledger-diff';
import type { EventLog } from './port';

export interface GroupWork {
  /**
   * The last ledger that the group has dealt with in a partition, 0 when none: asked by whoever finds the group without
   * members, which goes back there when the group's offsets say more, as when tables were dropped or restored.
   */
  readonly reached: (partition: number) => Promise<number>;
  /**
   * Given segments of one partition, in order, as many as came together. When it resolves they have been dealt with: the
   * group goes on after them. They come again when a member ended before that, and when they are in the log twice.
   */
  readonly take: (partition: number, segments: LedgerDiff[]) => Promise<void>;
}

/** A log whose ledgers are spread over partitions, so that several processes can share the work. */
export interface PartitionedLog extends EventLog {
  partitions(): Promise<number>;
  /** Takes part in a group until `signal`. Each member has some of the partitions, until members come or go. */
  join(group: string, work: GroupWork, signal: AbortSignal): Promise<void>;
  /**
   * Stands for a role that one process at a time has, until `signal`.
   * @param lead does what the role is, until its own signal: another has it now, or nobody can tell
   */
  stand(role: string, lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
}
