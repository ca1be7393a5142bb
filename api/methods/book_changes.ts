import { bookChangesOf } from '../book-changes';
import { ledgerFields } from '../fields/ledger';
import { hex } from '../hex';
import { closeTimeOf } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';

export const book_changes = defineMethod({
  summary: 'What was traded in a ledger, for each pair of assets.',
  example: { ledger_index: 152 },
  errors: ['lgrNotFound'],
  fields: ledgerFields,
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const transactions = await context.reader.transactions(ledger.ledgerIndex);
    // By their ids, as the peers take them here; in their stream they go by the order of execution.
    const byId = [...transactions].sort((a, b) => Buffer.compare(a.id, b.id));
    return {
      type: 'bookChanges',
      ledger_hash: hex(ledger.hash),
      ledger_index: ledger.ledgerIndex,
      ledger_time: closeTimeOf(ledger),
      validated: true,
      changes: bookChangesOf(byId),
    };
  },
});
