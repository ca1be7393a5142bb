import { defineMethod } from '../method';

export const ledger_range = defineMethod({
  summary: 'The first and the last ledger that can be asked about.',
  example: {},
  fields: {},
  neverForwarded: true,
  run: (_params, { range }) => ({ ledger_index_min: range.first, ledger_index_max: range.last }),
});
