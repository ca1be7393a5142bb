/** Streams whose messages are made here, from the ledgers as they become visible. */
const fromLedgers = ['ledger', 'transactions', 'book_changes'] as const;
/**
 * Streams of what a rippled node hears before anything is validated. Without a node there is nothing to hear;
 * `transactions_proposed` also has each transaction once more when it is validated, as at the peers.
 */
const fromRippled = ['transactions_proposed', 'validations', 'manifests'] as const;

export type StreamName = (typeof fromLedgers)[number] | (typeof fromRippled)[number];
export const streamNames: ReadonlySet<string> = new Set<StreamName>([...fromLedgers, ...fromRippled]);

/** About the rippled process itself: Clio refuses them, and so do we while no rippled is configured. */
export const nodeStreams: ReadonlySet<string> = new Set(['server', 'consensus', 'peer_status']);
