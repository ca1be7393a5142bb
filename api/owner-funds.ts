import type { StoredTransaction } from '../store/read/reader';
import { amountText } from '../xrpl/amount';
import { currencyBytes } from '../xrpl/currency';
import { XRP } from '../xrpl/keylets/asset';
import { transactionType } from '../xrpl/transaction/transaction-type';
import { TransactionType } from '../xrpl/transaction/transaction-types';
import { fieldsShown } from './codec';
import type { Reading } from './context';
import { accountId, Holdings, type AmountJson, type Issue } from './holdings';

const offerFields = fieldsShown(['Account', 'TakerGets']);

/** What the maker of an offer has of what it offers, at the end of that ledger; for issuers of it, nothing to say. */
export async function ownerFunds(stored: StoredTransaction, reading: Reading): Promise<string | undefined> {
  if (transactionType(stored.transaction) !== TransactionType.OfferCreate) return undefined;
  const { Account, TakerGets } = offerFields(stored.transaction) as { Account: string; TakerGets: AmountJson };
  if (typeof TakerGets !== 'string' && TakerGets.issuer === Account) return undefined;
  const issue =
    typeof TakerGets === 'string'
      ? (XRP as Issue)
      : { currency: currencyBytes(TakerGets.currency)!, issuer: accountId(TakerGets.issuer) };
  return amountText(await new Holdings(stored.ledgerIndex, reading).of(accountId(Account), issue));
}
