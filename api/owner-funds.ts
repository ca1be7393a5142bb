import type { StoredTransaction } from '../store/read/reader';
import { decodeAccountId } from '../xrpl/base58';
import { currencyBytes } from '../xrpl/currency';
import { accountRoot } from '../xrpl/keylets/account';
import { trustLine } from '../xrpl/keylets/trust-line';
import { transactionType } from '../xrpl/transaction/transaction-type';
import { fieldsShown } from './codec';
import type { Reading } from './context';
import { readFees } from './fees';

const offerCreate = 7;
const offerFields = fieldsShown(['Account', 'TakerGets']);
const rootFields = fieldsShown(['Balance', 'OwnerCount']);
const lineFields = fieldsShown(['Balance']);

interface IssuedAmount {
  readonly currency: string;
  readonly issuer: string;
  readonly value: string;
}

/** What the maker of an offer has of what it offers, at the end of that ledger; for issuers of it, nothing to say. */
export async function ownerFunds(stored: StoredTransaction, reading: Reading): Promise<string | undefined> {
  if (transactionType(stored.transaction) !== offerCreate) return undefined;
  const { Account, TakerGets } = offerFields(stored.transaction) as { Account: string; TakerGets: unknown };
  if (typeof TakerGets === 'string') return spendableDrops(accountId(Account), stored.ledgerIndex, reading);
  const { currency, issuer } = TakerGets as IssuedAmount;
  if (issuer === Account) return undefined;
  return lineBalance(accountId(Account), accountId(issuer), currency, stored.ledgerIndex, reading);
}

/** Balance less reserve, not below zero. */
async function spendableDrops(account: Buffer, ledgerIndex: number, { reader }: Reading): Promise<string> {
  const root = await reader.object(accountRoot(account), ledgerIndex);
  if (!root) return '0';
  const { Balance, OwnerCount } = rootFields(root) as { Balance: string; OwnerCount: number };
  const fees = await readFees({ reader }, ledgerIndex);
  const free = BigInt(Balance) - BigInt(fees.reserveBase + fees.reserveIncrement * OwnerCount);
  return String(free > 0n ? free : 0n);
}

async function lineBalance(
  account: Buffer,
  issuer: Buffer,
  currency: string,
  ledgerIndex: number,
  { reader }: Reading,
): Promise<string> {
  const line = await reader.object(trustLine(account, issuer, currencyBytes(currency)!), ledgerIndex);
  if (!line) return '0';
  const { value } = lineFields(line).Balance as IssuedAmount;
  // A line's balance is as its low account sees it.
  if (Buffer.compare(account, issuer) < 0 || value === '0') return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}

const accountId = (address: string): Buffer => decodeAccountId(address)!;
