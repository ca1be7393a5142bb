import { defineMethod } from '../method';

export const ping = defineMethod({
  summary: 'Answers, to show that the server is there.',
  example: {},
  fields: {},
  run: () => ({}),
});
