import { amount, decimalText, type Amount } from '../../xrpl/amount';
import { subtractAmounts } from '../../xrpl/amount-arithmetic';
import { readAmount } from '../../xrpl/amount-binary';
import { balancesOf } from '../../xrpl/balances';
import { encodeAccountId } from '../../xrpl/base58';
import { fieldOf, findField } from '../../xrpl/codec/walk';
import { XRP, type Asset } from '../../xrpl/keylets/asset';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { affectedNodes } from '../../xrpl/transaction/affected-nodes';
import { balanceChanges, type BalanceChange } from '../../xrpl/transaction/balance-changes';
import { assetColumns, Fields } from './columns';
import type { Topic, TopicRecord } from './topic';
import { closeTimeOf, happening, happeningIdentity, transactionsOf, type LedgerTransaction } from './transactions-of';

const ACCOUNT_ROOT = 0x61;
const Account = fieldOf('Account');
const Balance = fieldOf('Balance');

/** What a transaction cost, apart from what it did. */
const FEE = 'Fee';
/** What an account has at the ledger that the log begins with. */
const OPENING = 'Opening';

type Change = Omit<BalanceChange, 'change'>;

/** Who has how much of what, before and after: XRP, trust lines from both ends, MPTs. */
export const balanceChangesTopic: Topic = {
  name: 'xrpl.balance-changes',
  identity: happeningIdentity,
  key: 'account',
  filter: {
    type: 'transaction_type',
    accounts: ['account'],
    tokens: [
      ['currency', 'issuer'],
      ['currency', 'account'],
    ],
  },
  begin() {
    return (segment) => (segment.kind === 'state' ? openings(segment) : [...transactionsOf(segment)].flatMap(changes));
  },
};

function openings(segment: LedgerDiff): TopicRecord[] {
  const closeTime = closeTimeOf(segment);
  return segment.objects.flatMap(({ blob }, place) => {
    const balances = blob ? balancesOf(blob) : [];
    return balances.flatMap(({ account, asset, balance }, side) => {
      if (balance.mantissa === 0n) return [];
      const where = {
        ledger_index: segment.ledgerIndex,
        close_time: closeTime,
        transaction_index: null,
        ordinal: 2 * (segment.firstObject + place) + side,
        transaction_hash: null,
        transaction_type: null,
      };
      return [{ ...where, ...columns({ account, asset, before: nothing(balance), after: balance }), cause: OPENING }];
    });
  });
}

const nothing = (like: Amount): Amount => ({ ...like, mantissa: 0n });

function changes(entry: LedgerTransaction): TopicRecord[] {
  const records: TopicRecord[] = [];
  const push = (change: Change, cause: string): void => {
    records.push({ ...happening(entry, records.length), ...columns(change), cause });
  };
  const found = balanceChanges(entry.metadata);
  const fee = feeOf(entry, found);
  if (fee) push(fee.paid, FEE);
  for (const change of found) if (change !== fee?.of) push(change, entry.type);
  if (fee?.rest) push(fee.rest, entry.type);
  return records;
}

interface Fee {
  paid: Change;
  /** The change that it is a part of. */
  of: BalanceChange | undefined;
  /** The other part. */
  rest: Change | undefined;
}

/** The fee is taken first, so that the rest is what the transaction did. */
function feeOf({ transaction, metadata }: LedgerTransaction, found: readonly BalanceChange[]): Fee | undefined {
  const fields = new Fields(transaction);
  const fee = readAmount(fields.raw('Fee')!);
  const payer = fields.raw('Delegate') ?? fields.raw('Account');
  if (fee.mantissa === 0n || payer?.length !== 20) return undefined;
  const of = found.find(({ account, asset }) => asset === XRP && Buffer.compare(account, payer) === 0);
  const end = of?.after ?? balanceAfter(metadata, payer);
  if (!end) return undefined;
  const before = of?.before ?? end;
  // Who can't pay all of it pays what there is.
  const cost = fee.mantissa > before.mantissa ? before : fee;
  const between = subtractAmounts(before, cost);
  const paid = { account: payer, asset: XRP, before, after: between };
  return { paid, of, rest: between.mantissa === end.mantissa ? undefined : { ...paid, before: between, after: end } };
}

/** Of an account that got back just what it paid, metadata tells the balance and no change. */
function balanceAfter(metadata: Buffer, account: Uint8Array): Amount | undefined {
  for (const { entryType, fields } of affectedNodes(metadata)) {
    if (entryType !== ACCOUNT_ROOT || !fields) continue;
    const whose = findField(metadata, Account, fields.start, fields.end);
    const balance = findField(metadata, Balance, fields.start, fields.end);
    if (!whose || !balance || Buffer.compare(metadata.subarray(whose.start, whose.end), account) !== 0) continue;
    return amount('xrp', readAmount(metadata, balance.start).mantissa);
  }
  return undefined;
}

function columns({ account, asset, before, after }: { account: Uint8Array; asset: Asset } & Change): TopicRecord {
  return {
    account: encodeAccountId(account),
    ...assetColumns(asset),
    before: decimalText(before),
    after: decimalText(after),
  };
}
