import type { Place, StoredLedger, StoredTransaction, VisibleRange } from '../../store/read/reader';
import { toIso } from '../../xrpl/time';
import { TransactionType } from '../../xrpl/transaction/transaction-types';
import type { Context } from '../context';
import { account } from '../fields/account';
import { required, type Field, type Params } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { int32, limit, looseBool, oneOf, string, uint32 } from '../fields/scalars';
import { hex, hexJson } from '../hex';
import type { JsonObject, RawJson } from '../json';
import { closeTimeOf } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { metadataJson, transactionJson } from '../transaction-json';

/** As many as a page may have; Clio sets no bound and fails on large ones. */
const largestPage = 1000;

/** The place that the answer before ended with. */
function marker(): Field<Place> {
  const number = required(uint32());
  return {
    schema: { type: 'object', description: 'Where to go on: as the answer before gave it.' },
    read(value, _name, apiVersion) {
      if (!isObject(value)) throw invalidParams('invalidMarker');
      const [ledgerIndex, index] = ['ledger', 'seq'].map((name) => {
        if (!Object.hasOwn(value, name)) throw number.missing!(name);
        return number.read(value[name], name, apiVersion);
      });
      return { ledgerIndex: ledgerIndex!, index: index! };
    },
  };
}

const typeNames = Object.keys(TransactionType) as (keyof typeof TransactionType)[];

const fields = {
  account: required(account()),
  ...ledgerFields,
  ledger_index_min: int32({ description: 'Oldest ledger to look at; -1 is the oldest there is.' }),
  ledger_index_max: int32({ description: 'Newest ledger to look at; -1 is the newest there is.' }),
  binary: looseBool(),
  forward: looseBool({ description: 'Oldest first.' }),
  limit: limit({ minimum: 1, default: 200, maximum: largestPage }),
  marker: marker(),
  tx_type: oneOf(typeNames),
};

type Request = Params<typeof fields>;

export const account_tx = defineMethod({
  summary: 'The transactions that affected an account.',
  fields,
  async run(params, context): Promise<JsonObject> {
    const { first, last } = await searched(params, context);
    const { account: id, forward, binary, tx_type, marker: from } = params;
    const page = await context.reader.accountTransactions({
      account: id,
      from: first,
      to: last,
      forward,
      limit: params.limit,
      ...(from && { start: forward ? from : before(from) }),
      ...(tx_type && { type: TransactionType[tx_type] }),
    });
    const ledgers = await ledgersOf(page.transactions, context);
    const shown = page.transactions.map((transaction) => {
      const ledger = ledgers.get(transaction.ledgerIndex)!;
      return context.apiVersion < 2 ? one(transaction, ledger, binary) : two(transaction, ledger, binary, context);
    });
    return { account: '', ledger_index_min: first, ledger_index_max: last, transactions: shown, validated: true };
  },
});
