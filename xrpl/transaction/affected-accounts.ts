import { eachAffectedNode } from './affected-nodes';
import {
  ACCOUNT_ID,
  afterHeader,
  afterLength,
  AMOUNT,
  amountSize,
  END_OF_OBJECT,
  field,
  fieldAt,
  lengthAt,
  skipValue,
  typeOf,
} from './wire';

const ACCOUNT_SIZE = 20;
const TakerPays = field(AMOUNT, 4);
const TakerGets = field(AMOUNT, 5);
const LowLimit = field(AMOUNT, 6);
const HighLimit = field(AMOUNT, 7);
const MPTokenIssuanceID = field(21, 1);

/**
 * The accounts under which a transaction is found, each once: views of `metadata`, 20 bytes each.
 *
 * These are the accounts in the fields (new, else final) of the ledger entries that it changed, the issuers of the
 * limits and offered amounts there, and the issuers of the MPTs: what rippled's TxMeta::getAffectedAccounts says.
 * An account that is only named in the transaction isn't affected.
 * @throws WireError when the metadata is malformed.
 */
export function affectedAccounts(_transaction: Uint8Array, metadata: Uint8Array): Uint8Array[] {
  const accounts: Uint8Array[] = [];
  eachAffectedNode(metadata, (node) => {
    if (node.fields >= 0) collect(metadata, node.fields, accounts);
  });
  return accounts;
}

function collect(metadata: Uint8Array, at: number, accounts: Uint8Array[]): void {
  for (;;) {
    const code = fieldAt(metadata, at);
    at = afterHeader(metadata, at);
    if (code === END_OF_OBJECT) return;
    const end = skipValue(metadata, at, code);
    switch (code) {
      case TakerPays:
      case TakerGets:
      case LowLimit:
      case HighLimit:
        addIssuer(metadata, at, accounts);
        break;
      case MPTokenIssuanceID:
        add(metadata, at + 4, accounts);
        break;
      default:
        if (typeOf(code) === ACCOUNT_ID && lengthAt(metadata, at) === ACCOUNT_SIZE) {
          addAny(metadata, afterLength(metadata, at), accounts);
        }
    }
    at = end;
  }
}

/** Issued currency: value, currency, issuer. MPT: 9 bytes of value, sequence, issuer. */
function addIssuer(metadata: Uint8Array, at: number, accounts: Uint8Array[]): void {
  const size = amountSize(metadata, at);
  if (size === 48) add(metadata, at + 28, accounts);
  else if (size === 33) add(metadata, at + 13, accounts);
}

function add(metadata: Uint8Array, at: number, accounts: Uint8Array[]): void {
  for (let i = at; i < at + ACCOUNT_SIZE; i += 1) {
    if (metadata[i] !== 0) return addAny(metadata, at, accounts);
  }
}

// A transaction affects two accounts or ten, seldom hundreds: comparing bytes in place costs less than a Set of strings.
function addAny(metadata: Uint8Array, at: number, accounts: Uint8Array[]): void {
  for (const account of accounts) if (sameAccount(account, metadata, at)) return;
  accounts.push(metadata.subarray(at, at + ACCOUNT_SIZE));
}

function sameAccount(account: Uint8Array, metadata: Uint8Array, at: number): boolean {
  // From the end: the first bytes of a currency issuer are as random as the last.
  for (let i = ACCOUNT_SIZE - 1; i >= 0; i -= 1) if (account[i] !== metadata[at + i]) return false;
  return true;
}
