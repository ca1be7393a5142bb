import { randomBytes } from 'node:crypto';
import { hex } from '../hex';
import { defineMethod } from '../method';

export const random = defineMethod({
  summary: '256 random bits, for clients that have no good source of their own.',
  example: {},
  fields: {},
  run: () => ({ random: hex(randomBytes(32)) }),
});
