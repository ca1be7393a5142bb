import { transactionResults } from '../../../schemas/transaction-results';

const messages = new Map(Object.values(transactionResults).map(({ name, message }) => [name, message]));

export const succeeded = (result: string): boolean => result === 'tesSUCCESS';

/** What the code means. Anything in a ledger but success did nothing more than take the fee. */
export function resultText(result: string): string {
  if (succeeded(result)) return 'Applied, and final.';
  return `${messages.get(result) ?? 'It was not applied.'} Nothing was changed but for the fee.`;
}
