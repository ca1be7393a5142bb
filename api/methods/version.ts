import { newestApiVersion } from '../call';
import { defineMethod } from '../method';

export const version = defineMethod({
  summary: 'The API versions that requests may ask for.',
  example: {},
  fields: {},
  neverForwarded: true,
  run: () => ({ version: { first: 1, last: newestApiVersion, good: 1 } }),
});
