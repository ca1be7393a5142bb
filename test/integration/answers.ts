import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './millrace';

export const account = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

export const completeLedgers = async (port: number): Promise<unknown> =>
  ((await ask(port, 'server_info'))['info'] as Record<string, unknown> | undefined)?.['complete_ledgers'];

/** Resolves when exactly those ledgers are complete. @returns all that was said to be complete on the way */
export async function complete(port: number, wanted: string): Promise<Set<unknown>> {
  const seen = new Set<unknown>();
  for (;;) {
    const found = await completeLedgers(port);
    if (found !== undefined) seen.add(found);
    if (found === wanted) return seen;
    await sleep(20);
  }
}

/** What clients ask about a ledger. */
async function answersAbout(port: number, ledger_index: number): Promise<object[]> {
  return Promise.all([
    ask(port, 'ledger', { ledger_index, transactions: true, expand: true, diff: true }),
    ask(port, 'ledger_data', { ledger_index, limit: 400, binary: true }),
    ask(port, 'account_info', { ledger_index, account }),
    ask(port, 'account_objects', { ledger_index, account, limit: 100 }),
    ask(port, 'account_tx', { ledger_index_min: ledger_index, ledger_index_max: ledger_index, account }),
    ask(port, 'book_changes', { ledger_index }),
  ]);
}

/** Both servers answer alike about those ledgers. */
export async function expectAnswersAlike(port: number, other: number, ledgers: readonly number[]): Promise<void> {
  for (const ledger of ledgers) expect(await answersAbout(port, ledger)).toEqual(await answersAbout(other, ledger));
}
