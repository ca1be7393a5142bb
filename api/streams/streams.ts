import { RpcError } from '../rpc-error';

/** Streams whose messages are made here, from the ledgers as they become visible. */
const fromLedgers = ['ledger', 'transactions', 'book_changes'] as const;
/**
 * Streams of what a rippled node hears before anything is validated. Without a node there is nothing to hear;
 * `transactions_proposed` also has each transaction once more when it is validated, as at the peers.
 */
const fromRippled = ['transactions_proposed', 'validations', 'manifests'] as const;
/** About the rippled process itself. Clio refuses them, and so do we where no rippled is configured. */
const aboutNode = ['server', 'consensus'] as const;

export type StreamName = (typeof fromLedgers)[number] | (typeof fromRippled)[number] | (typeof aboutNode)[number];
export const streamNames: ReadonlySet<string> = new Set<StreamName>([...fromLedgers, ...fromRippled, ...aboutNode]);

/** Streams to follow at a node when somebody listens here. */
export const toldByNode: readonly StreamName[] = [...fromRippled, ...aboutNode];

/** For administrators of a rippled node, which a node may take us for: refused as Clio refuses it. */
export const peerStatus = 'peer_status';

/** Streams that have nothing to tell while no node is there. Proposed transactions are still told once validated. */
export const nodeOnly: ReadonlySet<string> = new Set<StreamName>(['validations', 'manifests', ...aboutNode]);

/** @throws RpcError notSupported */
export function refuseWithoutNode(streams: readonly StreamName[], nodes: object | undefined): void {
  const refused: readonly string[] = aboutNode;
  if (!nodes && streams.some((name) => refused.includes(name))) throw new RpcError('notSupported');
}
