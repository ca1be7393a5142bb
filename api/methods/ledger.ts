import type { StoredLedger, StoredTransaction } from '../../store/read/reader';
import { toIso } from '../../xrpl/time';
import type { ApiVersion } from '../call';
import type { Context } from '../context';
import { deprecated, withError, type Params } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { anything, bool, unsupportedBool } from '../fields/scalars';
import { hex, hexJson } from '../hex';
import type { JsonObject, JsonValue } from '../json';
import { closeTimeOf, headerJson } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { objectJson } from '../object-json';
import { ownerFunds } from '../owner-funds';
import { invalidParams } from '../rpc-error';
import { metadataJson, transactionJson } from '../transaction-json';

const fields = {
  full: deprecated(unsupportedBool({ description: 'Refused: what it asks for is for the operator of a node.' })),
  accounts: deprecated(unsupportedBool({ description: 'Refused: what it asks for is for the operator of a node.' })),
  owner_funds: bool({ description: 'With expand: what the maker of each offer has of what it offers.' }),
  // Only the open ledger has a queue, and rippled speaks for it.
  queue: withError(unsupportedBool({ description: 'Only with the current ledger, which rippled answers.' }), () =>
    invalidParams(),
  ),
  ...ledgerFields,
  transactions: bool({ description: 'The hashes of its transactions.' }),
  expand: bool({ description: 'Whole transactions in place of their hashes.' }),
  binary: bool({ description: 'Transactions and metadata as hexadecimal blobs.' }),
  diff: bool({ description: 'The objects that the ledger created, modified and deleted.' }),
  ledger: deprecated(anything({ description: 'Not looked at.' })),
  type: deprecated(anything({ description: 'Not looked at.' })),
};

export const ledger = defineMethod({
  summary: 'A ledger: its header, and its transactions and changes if wanted.',
  weight: 2,
  example: { ledger_index: 100, transactions: true },
  errors: ['noPermission', 'lgrNotFound', 'notSupported'],
  fields,
  async run(params, context) {
    const found = await selectLedger(params, context);
    return {
      ledger_hash: hex(found.hash),
      ledger_index: found.ledgerIndex,
      validated: true,
      ledger: {
        ...headerJson(found, params.binary, context.apiVersion),
        transactions: params.transactions ? await transactionsOf(found, params, context) : undefined,
        diff: params.diff ? await diffOf(found, params.binary, context) : undefined,
      },
    };
  },
});

/** In the order of their hashes, which is that of the transaction tree. */
async function transactionsOf(found: StoredLedger, params: Params<typeof fields>, context: Context) {
  const stored = await context.reader.transactions(found.ledgerIndex);
  stored.sort((a, b) => Buffer.compare(a.id, b.id));
  if (!params.expand) return stored.map(({ id }) => hexJson(id));
  const expand = params.binary ? expandBinary : context.apiVersion < 2 ? expandFirst : expandSecond;
  const funds = params.owner_funds ? await Promise.all(stored.map((each) => ownerFunds(each, context))) : [];
  const closeTime = closeTimeOf(found);
  return stored.map((each, i) => expand(each, { owner_funds: funds[i] }, found, closeTime, context.apiVersion));
}

type Expand = (
  stored: StoredTransaction,
  members: JsonObject,
  found: StoredLedger,
  closeTime: number,
  apiVersion: ApiVersion,
) => JsonValue;

const expandBinary: Expand = (stored, members, _found, _closeTime, apiVersion) => {
  const [meta, tx_blob] = [hexJson(stored.metadata), hexJson(stored.transaction)];
  if (apiVersion < 2) return { tx_blob, meta, ...members };
  return { hash: hexJson(stored.id), tx_blob, meta_blob: meta, ...members };
};

/** API version 1: the transaction's own fields, and `metaData` among them. */
const expandFirst: Expand = (stored, members, _found, closeTime, apiVersion) =>
  transactionJson(stored, apiVersion, {
    hash: hexJson(stored.id),
    metaData: metadataJson(stored, closeTime),
    ...members,
  });

const expandSecond: Expand = (stored, members, found, closeTime, apiVersion) => ({
  tx_json: transactionJson(stored, apiVersion),
  meta: metadataJson(stored, closeTime),
  hash: hexJson(stored.id),
  ledger_hash: hexJson(found.hash),
  ledger_index: found.ledgerIndex,
  close_time_iso: toIso(closeTime),
  validated: true,
  ...members,
});

async function diffOf(found: StoredLedger, binary: boolean, { reader }: Context): Promise<JsonValue> {
  const changes = await reader.diff(found.ledgerIndex);
  return changes.map(({ key, blob }) => {
    const object = blob === null ? '' : binary ? hexJson(blob) : objectJson(key, blob);
    return { object_id: hexJson(key), object };
  });
}
