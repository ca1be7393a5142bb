/**
 * The partition of a ledger's segments. Neighbours lie in different partitions, so that the members of a group work on the
 * same stretch of history; all segments of one ledger lie in one, in order.
 */
export const partitionOf = (ledgerIndex: number, partitions: number): number => ledgerIndex % partitions;

/** The first ledger from `ledgerIndex` on that lies in a partition. */
export const nextIn = (partition: number, ledgerIndex: number, partitions: number): number =>
  ledgerIndex + ((((partition - ledgerIndex) % partitions) + partitions) % partitions);
