import { keyIn, Space, u32 } from './space';

/**
 * Entries named by the account that made them (20 bytes) and a number: the sequence of the transaction that made
 * them, or the number of the ticket which that transaction used.
 */

export function offer(account: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.offer, account, u32(sequence));
}

/** The number is the ticket's own, not that of the transaction that made it. */
export function ticket(account: Uint8Array, ticketSequence: number): Buffer {
  return keyIn(Space.ticket, account, u32(ticketSequence));
}

export function check(account: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.check, account, u32(sequence));
}

export function escrow(account: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.escrow, account, u32(sequence));
}

export function paymentChannel(source: Uint8Array, destination: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.paymentChannel, source, destination, u32(sequence));
}

export function nftokenOffer(owner: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.nftokenOffer, owner, u32(sequence));
}

/** The number is the owner's choice (`OracleDocumentID`). */
export function oracle(owner: Uint8Array, documentId: number): Buffer {
  return keyIn(Space.oracle, owner, u32(documentId));
}

export function permissionedDomain(owner: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.permissionedDomain, owner, u32(sequence));
}

export function vault(owner: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.vault, owner, u32(sequence));
}

export function loanBroker(owner: Uint8Array, sequence: number): Buffer {
  return keyIn(Space.loanBroker, owner, u32(sequence));
}

/** The number counts the broker's loans (`LoanSequence`). */
export function loan(loanBrokerKey: Uint8Array, loanSequence: number): Buffer {
  return keyIn(Space.loan, loanBrokerKey, u32(loanSequence));
}
