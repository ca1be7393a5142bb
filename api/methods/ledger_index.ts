import type { LedgerRange, Reader, StoredLedger } from '../../store/read/reader';
import { fromIso, toIso } from '../../xrpl/time';
import type { Context } from '../context';
import type { Field } from '../fields/field';
import { hex } from '../hex';
import { closeTimeOf } from '../ledger-json';
import { defineMethod } from '../method';
import { invalidParams, RpcError } from '../rpc-error';

/** The method gets seconds since 2000-01-01. Always UTC: the server's time zone has no say in it (C#1522). */
function date(): Field<number> {
  return {
    schema: { type: 'string', format: 'date-time', description: 'In UTC: YYYY-MM-DDThh:mm:ssZ.' },
    read(value) {
      // Clio takes years of fewer digits too; no ledger is as old as they are.
      const time =
        typeof value === 'string' ? fromIso(value.replace(/^\d{1,3}-/, (year) => year.padStart(5, '0'))) : undefined;
      if (time === undefined) throw invalidParams();
      return time;
    },
  };
}

export const ledger_index = defineMethod({
  summary: 'The last ledger that had closed at a date; without one, the newest.',
  example: { date: '2024-11-01T00:06:31Z' },
  errors: ['lgrNotFound'],
  fields: { date: date() },
  neverForwarded: true,
  async run(params, context) {
    const ledger = params.date === undefined ? context.newest : await lastClosedBy(params.date, context);
    return {
      ledger_index: ledger.ledgerIndex,
      ledger_hash: hex(ledger.hash),
      closed: toIso(closeTimeOf(ledger)),
      validated: true,
    };
  },
});

/** @throws RpcError lgrNotFound when that ledger is before the first, or in a gap */
async function lastClosedBy(time: number, { reader, range }: Context): Promise<StoredLedger> {
  const found = await lastClosedIn(range, time, reader);
  if (found) return found;
  for (const run of range.earlier?.toReversed() ?? []) {
    const earlier = await lastClosedIn(run, time, reader);
    // After the last of a run closed others that are not here: perhaps before that date.
    if (earlier && (earlier.ledgerIndex < run.last || closeTimeOf(earlier) === time)) return earlier;
    if (earlier) break;
  }
  throw new RpcError('lgrNotFound', 'ledgerNotInRange');
}

/** Close times rise from ledger to ledger. */
async function lastClosedIn(run: LedgerRange, time: number, reader: Reader): Promise<StoredLedger | undefined> {
  let { first, last } = run;
  let found: StoredLedger | undefined;
  while (first <= last) {
    const middle = Math.floor((first + last) / 2);
    const ledger = await reader.ledger(middle);
    if (!ledger) throw new Error(`ledger ${middle} is visible but not in the tables`);
    if (closeTimeOf(ledger) <= time) {
      found = ledger;
      first = middle + 1;
    } else last = middle - 1;
  }
  return found;
}
