import { laterAmendments } from '../schemas/amendments';
import type { Reader, StoredLedger } from '../store/read/reader';
import { amendmentsAt } from './amendments';
import { NotKnownYet } from './instant-reader';

/** The server whose answers ours are like, where the two differ. */
export type Peer = 'clio' | 'rippled';
export type Likeness = Peer | 'auto';
export const likenesses: readonly Likeness[] = ['auto', 'clio', 'rippled'];

/** Amendments that Clio 2.3, which we are held against, doesn't know: it stops at a ledger that has one in force. */
const beyondClio = [...laterAmendments];

/**
 * Decides whose answers ours are like: those of the server named, or, left to itself, Clio's while it could serve these
 * ledgers, and rippled's from then on (decision 19).
 */
export class LikenessChoice {
  private decided: { ledgerIndex: number; peer: Peer } | undefined;

  constructor(private readonly likeness: Likeness) {}

  /** As decided last, for requests that come to no call. */
  get peer(): Peer {
    if (this.likeness !== 'auto') return this.likeness;
    return this.decided?.peer ?? 'clio';
  }

  /** @param newest the newest visible ledger */
  async decide(reader: Reader, { ledgerIndex }: StoredLedger): Promise<Peer> {
    if (this.likeness !== 'auto') return this.likeness;
    if (this.decided?.ledgerIndex === ledgerIndex) return this.decided.peer;
    try {
      const enabled = await amendmentsAt(reader, ledgerIndex);
      const peer = beyondClio.some(enabled) ? 'rippled' : 'clio';
      this.decided = { ledgerIndex, peer };
    } catch (error) {
      // Which are in force is known with the state: what can be answered before that doesn't wait for it.
      if (!(error instanceof NotKnownYet)) throw error;
    }
    return this.peer;
  }
}
