/**
 * Concise transaction identifier: `C`, then in hexadecimal the ledger (7 digits), the transaction's index there (4)
 * and the network (4). Source: XLS-37d.
 */
export interface CtidParts {
  ledgerIndex: number;
  transactionIndex: number;
  networkId: number;
}

const MAX_LEDGER = 0xf_ff_ff_ff;
const MAX_INDEX = 0xff_ff;
const CTID = /^[Cc]([0-9A-Fa-f]{7})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})$/;

/** In upper case; `undefined` when a number is too large for its place: such a transaction has no CTID. */
export function encodeCtid({ ledgerIndex, transactionIndex, networkId }: CtidParts): string | undefined {
  if (!fits(ledgerIndex, MAX_LEDGER) || !fits(transactionIndex, MAX_INDEX) || !fits(networkId, MAX_INDEX)) {
    return undefined;
  }
  return `C${hex(ledgerIndex, 7)}${hex(transactionIndex, 4)}${hex(networkId, 4)}`;
}

/** In either case; `undefined` when the text isn't a CTID. Whether the network is ours is for the caller to ask. */
export function parseCtid(text: string): CtidParts | undefined {
  const [, ledger, index, network] = CTID.exec(text) ?? [];
  if (ledger === undefined || index === undefined || network === undefined) return undefined;
  return {
    ledgerIndex: Number.parseInt(ledger, 16),
    transactionIndex: Number.parseInt(index, 16),
    networkId: Number.parseInt(network, 16),
  };
}

function fits(n: number, max: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= max;
}

function hex(n: number, digits: number): string {
  return n.toString(16).toUpperCase().padStart(digits, '0');
}
