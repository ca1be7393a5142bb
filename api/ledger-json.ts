import type { StoredLedger } from '../store/read/reader';
import { closeTimeIn, parseHeader } from '../xrpl/header';
import { toHuman, toIso } from '../xrpl/time';
import type { ApiVersion } from './call';
import { hex, hexJson } from './hex';
import type { JsonObject } from './json';

/** The `ledger` member of `ledger` and `ledger_data`, without transactions. */
export function headerJson(ledger: StoredLedger, binary: boolean, apiVersion: ApiVersion): JsonObject {
  if (binary) return { ledger_data: hexJson(ledger.header), closed: true };
  const header = parseHeader(ledger.header);
  return {
    account_hash: hex(header.accountHash),
    close_flags: header.closeFlags,
    close_time: header.closeTime,
    close_time_human: toHuman(header.closeTime),
    close_time_iso: toIso(header.closeTime),
    close_time_resolution: header.closeTimeResolution,
    closed: true,
    ledger_hash: hex(ledger.hash),
    ledger_index: apiVersion < 2 ? String(ledger.ledgerIndex) : ledger.ledgerIndex,
    parent_close_time: header.parentCloseTime,
    parent_hash: hex(header.parentHash),
    total_coins: String(header.totalDrops),
    transaction_hash: hex(header.transactionHash),
  };
}

/** Seconds since 2000-01-01. */
export const closeTimeOf = (ledger: StoredLedger): number => closeTimeIn(ledger.header);

/** Which ledger an answer is from. */
export const answeredFrom = ({ hash, ledgerIndex }: StoredLedger): JsonObject => ({
  ledger_hash: hex(hash),
  ledger_index: ledgerIndex,
  validated: true,
});
