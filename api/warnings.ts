import type { JsonObject } from './json';

/** Codes and occasions are Clio's; the words are ours. */
export const warnings = {
  validatedOnly: {
    id: 2001,
    message:
      "This is a Millrace server: it serves validated ledgers only. Ask with 'ledger_index': 'current' for what only a rippled node knows.",
  },
  outdated: { id: 2002, message: 'The newest ledger here closed a minute ago or longer: this server may be behind.' },
  rateLimit: { id: 2003, message: 'You are close to your request limit.' },
  deprecated: {
    id: 2004,
    message: 'Your request uses deprecated fields; see the API reference for what replaced them.',
  },
} satisfies Record<string, JsonObject>;

export type WarningName = keyof typeof warnings;
