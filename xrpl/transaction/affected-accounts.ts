import { FieldType } from '../codec/field-type';
import { fieldOf, FieldWalker } from '../codec/walk';
import { affectedNodes } from './affected-nodes';

const ACCOUNT_SIZE = 20;
const TakerPays = fieldOf('TakerPays');
const TakerGets = fieldOf('TakerGets');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');

/**
 * The accounts under which a transaction is found, each once: views of `metadata`, 20 bytes each.
 *
 * These are the accounts in the fields (new, else final) of the ledger entries that it changed, the issuers of the
 * limits and offered amounts there, and the issuers of the MPTs (C#2332): what TxMeta::getAffectedAccounts of rippled
 * 2.5 says; 2.4 left the issuers of MPTs out. An account that is only named in the transaction isn't affected.
 * @param nodes of the metadata, where they are known
 * @throws CodecError when the metadata is malformed.
 */
export function affectedAccounts(
  _transaction: Uint8Array,
  metadata: Uint8Array,
  nodes = affectedNodes(metadata),
): Uint8Array[] {
  const accounts: Uint8Array[] = [];
  for (const { fields } of nodes) {
    if (fields !== undefined) collect(metadata, new FieldWalker(metadata, fields.start, fields.end), accounts);
  }
  return accounts;
}

function collect(metadata: Uint8Array, walker: FieldWalker, accounts: Uint8Array[]): void {
  while (walker.next()) {
    const { code, start, end } = walker;
    switch (code) {
      case TakerPays:
      case TakerGets:
      case LowLimit:
      case HighLimit:
        // XRP has no issuer. An issued currency ends with it, and so does an MPT with its id.
        if (end - start > 8) addIssuer(metadata, end - ACCOUNT_SIZE, accounts);
        break;
      case MPTokenIssuanceID:
        addIssuer(metadata, end - ACCOUNT_SIZE, accounts);
        break;
      default:
        if (code >> 8 === FieldType.AccountId && end - start === ACCOUNT_SIZE) add(metadata, start, accounts);
    }
  }
}

/** Zeros are no issuer. */
function addIssuer(metadata: Uint8Array, at: number, accounts: Uint8Array[]): void {
  for (let i = at; i < at + ACCOUNT_SIZE; i += 1) {
    if (metadata[i] !== 0) {
      add(metadata, at, accounts);
      return;
    }
  }
}

// A transaction affects two accounts or ten, seldom hundreds: comparing bytes costs less than a Set of strings.
function add(metadata: Uint8Array, at: number, accounts: Uint8Array[]): void {
  for (const account of accounts) if (sameAccount(account, metadata, at)) return;
  accounts.push(metadata.subarray(at, at + ACCOUNT_SIZE));
}

function sameAccount(account: Uint8Array, metadata: Uint8Array, at: number): boolean {
  for (let i = 0; i < ACCOUNT_SIZE; i += 1) if (account[i] !== metadata[at + i]) return false;
  return true;
}
