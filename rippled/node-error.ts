/**
 * What can go wrong between us and a node. `unreachable` alone means that the request was never sent; `refused`, that the
 * node answered with an error of its own; `limited`, that it was asked too much; `absent`, that it hasn't got the ledger.
 */
export type NodeFailure = 'unreachable' | 'lost' | 'timeout' | 'unreadable' | 'refused' | 'limited' | 'absent';

/** A node did not answer, or not in a way that can be read. The message names the node. */
export class NodeError extends Error {
  override readonly name = 'NodeError';

  constructor(
    readonly failure: NodeFailure,
    message: string,
  ) {
    super(message);
  }
}
