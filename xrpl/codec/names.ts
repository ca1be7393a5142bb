import { defaultDefinitions } from './definitions';

const { ledgerEntryTypes, pool, transactionResults, transactionTypes } = defaultDefinitions;

/** `Payment`; the code as text where the definitions don't know it. */
export const transactionTypeName = (code: number): string => nameOf(transactionTypes, code);

/** `AccountRoot`; the code as text where the definitions don't know it. */
export const ledgerEntryTypeName = (code: number): string => nameOf(ledgerEntryTypes, code);

/** Every type of ledger entry that the definitions know. */
export const ledgerEntryTypeNames = (): string[] =>
  [...ledgerEntryTypes].flatMap((place) => (place ? [JSON.parse(pool.text(place)) as string] : []));

/** `tesSUCCESS`; the code as text where the definitions don't know it. */
export const transactionResultName = (code: number): string => nameOf(transactionResults, code);

function nameOf(quoted: Int32Array, code: number): string {
  const place = quoted[code];
  return place ? (JSON.parse(pool.text(place)) as string) : String(code);
}
