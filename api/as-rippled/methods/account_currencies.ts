import { account_currencies as method } from '../../methods/account_currencies';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { requireRoot } from '../owned';
import { addressOf, beside, textOf } from '../request';

export const account_currencies: Handler = async (request, context) => {
  const text = textOf(request, 'account', 'ident');
  const { ledger, about, selection } = await lookUpLedger(request, context);
  const account = addressOf(text, () => beside(about, 'actMalformed'));
  await requireRoot(account, ledger.ledgerIndex, context);
  const {
    receive_currencies: receive,
    send_currencies: send,
    ...rest
  } = await method.run({ account, ...selection }, context);
  return { ...rest, receive_currencies: byCode(receive), send_currencies: byCode(send) };
};

/** By the bytes of their codes, of which those of three letters begin with zeros. */
const byCode = (currencies: readonly string[]): string[] =>
  [...currencies].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
