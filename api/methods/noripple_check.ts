import { encodeAccountId } from '../../xrpl/base58';
import { accountRoot } from '../../xrpl/keylets/account';
import { fieldsShown } from '../codec';
import { readFees } from '../fees';
import { account } from '../fields/account';
import { required, withError } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { limit, looseBool, oneOf } from '../fields/scalars';
import type { JsonObject } from '../json';
import { entryTypeOf } from '../ledger-entry-types';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { allOwnedBy } from '../owner-directory';
import { invalidParams, RpcError } from '../rpc-error';
import { trustLineOf } from '../trust-line';

const lsfDefaultRipple = 0x00800000;
const asfDefaultRipple = 8;
const tfSetNoRipple = 0x00020000;
const tfClearNoRipple = 0x00040000;
const rootOf = fieldsShown(['Flags', 'Sequence']);

export const noripple_check = defineMethod({
  summary: "Whether an account's ripple settings suit its role, and the transactions that would mend them.",
  weight: 2,
  example: { account: 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq', role: 'gateway', limit: 2 },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: {
    account: required(account()),
    role: required(
      withError(oneOf(['gateway', 'user'], undefined, { description: 'What the account is for.' }), () =>
        invalidParams('role field is invalid'),
      ),
    ),
    ...ledgerFields,
    limit: limit({ minimum: 1, default: 300, maximum: 500 }),
    transactions: looseBool({ description: 'Whether to suggest transactions.' }),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const blob = await context.reader.object(accountRoot(params.account), ledger.ledgerIndex);
    if (!blob) throw new RpcError('actNotFound', 'accountNotFound');
    const root = rootOf(blob) as { Flags: number; Sequence: number };
    const address = encodeAccountId(params.account);
    const isGateway = params.role === 'gateway';
    const problems: string[] = [];
    const transactions: JsonObject[] = [];
    const fee = (await readFees(context, ledger.ledgerIndex)).base;
    const suggest = (members: JsonObject): void => {
      transactions.push({ Sequence: root.Sequence + transactions.length, Account: address, Fee: fee, ...members });
    };

    const ripples = (root.Flags & lsfDefaultRipple) !== 0;
    if (ripples && !isGateway) {
      problems.push(
        'You appear to have set your default ripple flag even though you are not a gateway. ' +
          'This is not recommended unless you are experimenting',
      );
    } else if (!ripples && isGateway) {
      problems.push('You should immediately set your default ripple flag');
      suggest({ TransactionType: 'AccountSet', SetFlag: asfDefaultRipple });
    }
    let left = params.limit;
    for (const { blob } of await allOwnedBy(params.account, ledger.ledgerIndex, context)) {
      if (left === 0) break;
      if (entryTypeOf(blob) !== 'RippleState') continue;
      const { peer, currency, limit: value, own } = trustLineOf(blob, address);
      if (own.noRipple !== isGateway) continue;
      left--;
      const advice = isGateway ? 'You should clear' : 'You should probably set';
      problems.push(`${advice} the no ripple flag on your ${currency} line to ${peer}`);
      suggest({
        TransactionType: 'TrustSet',
        LimitAmount: { currency, issuer: peer, value },
        Flags: isGateway ? tfClearNoRipple : tfSetNoRipple,
      });
    }
    return { ...answeredFrom(ledger), problems, transactions: params.transactions ? transactions : undefined };
  },
});
