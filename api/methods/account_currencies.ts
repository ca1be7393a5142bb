import { compareAmounts, parseAmount } from '../../xrpl/amount';
import { encodeAccountId } from '../../xrpl/base58';
import { account } from '../fields/account';
import { required } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { entryTypeOf } from '../ledger-entry-types';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { allOwnedBy, requireAccount } from '../owner-directory';
import { negated, trustLineOf } from '../trust-line';

/** The code that looks like XRP but is none: no line of it counts. */
const badCurrency = '0000000000000000000000005852500000000000';

export const account_currencies = defineMethod({
  summary: 'The currencies that an account can send and receive over its trust lines.',
  example: { account: 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: { account: required(account()), ...ledgerFields },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    await requireAccount(params.account, ledger.ledgerIndex, context);
    const address = encodeAccountId(params.account);
    const [receive, send] = [new Set<string>(), new Set<string>()];
    for (const { blob } of await allOwnedBy(params.account, ledger.ledgerIndex, context)) {
      if (entryTypeOf(blob) !== 'RippleState') continue;
      const line = trustLineOf(blob, address);
      if (isBelow(line.balance, line.limit)) receive.add(line.currency);
      if (isBelow(negated(line.balance), line.peerLimit)) send.add(line.currency);
    }
    for (const set of [receive, send]) set.delete(badCurrency);
    return {
      ...answeredFrom(ledger),
      receive_currencies: [...receive].sort(),
      send_currencies: [...send].sort(),
    };
  },
});

const isBelow = (a: string, b: string): boolean =>
  compareAmounts(parseAmount('issued', a), parseAmount('issued', b)) < 0;
