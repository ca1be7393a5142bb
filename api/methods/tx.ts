import type { StoredLedger, StoredTransaction } from '../../store/read/reader';
import { runOf } from '../../store/read/visible-ledgers';
import { encodeCtid, parseCtid } from '../../xrpl/ctid';
import { toIso } from '../../xrpl/time';
import type { Context } from '../context';
import type { Params } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { bool, looseBool, string, uint32 } from '../fields/scalars';
import { hex, hexJson } from '../hex';
import type { JsonObject, RawJson } from '../json';
import { closeTimeOf } from '../ledger-json';
import { defineMethod } from '../method';
import { transactionProof } from '../proof';
import { invalidParams, RpcError } from '../rpc-error';
import { metadataJson, transactionJson } from '../transaction-json';

/** Ledgers that `min_ledger` and `max_ledger` may lie apart. */
const maxRange = 1000;

const fields = {
  transaction: hash256({ description: "The transaction's hash." }),
  min_ledger: uint32({ description: 'With max_ledger: tells whether all these ledgers were searched, if not found.' }),
  max_ledger: uint32({ description: 'At most 1000 after min_ledger.' }),
  ctid: string({ description: "The transaction's compact identifier." }),
  binary: looseBool({ description: 'Transactions and metadata as hexadecimal blobs.' }),
  proof: bool({ description: "Adds what proves the transaction to whoever knows the ledger's hash." }),
};

export const tx = defineMethod({
  summary: 'A transaction by its hash or its compact identifier.',
  example: { transaction: '0300FA8F7AB2375331BE99B457817EA8B7CE3CD207A2B84D043D52919D3B343A' },
  errors: ['wrongNetwork', 'txnNotFound', 'notImpl', 'excessiveLgrRange', 'invalidLgrRange', 'notSupported'],
  fields,
  exactlyOne: ['transaction', 'ctid'],
  async run(params, context): Promise<JsonObject | RawJson> {
    const searchedAll = checkRange(params, context);
    const found = params.transaction ? await byHash(params.transaction, context) : await byCtid(params.ctid!, context);
    if (!found) {
      const extra = params.transaction && searchedAll !== undefined ? { searched_all: searchedAll } : undefined;
      throw new RpcError('txnNotFound', undefined, extra);
    }
    const ledger = await context.reader.ledger(found.ledgerIndex);
    if (!ledger) throw new Error(`ledger ${found.ledgerIndex} is visible but not in the tables`);
    const answer = context.apiVersion < 2 ? first : second;
    const proof = params.proof ? await transactionProof(found.id, ledger, context) : undefined;
    return answer(found, ledger, params.binary, context, proof);
  },
});

/** @returns whether every ledger of the range is here; `undefined` without a range. */
function checkRange({ min_ledger: min, max_ledger: max }: Params<typeof fields>, { range }: Context) {
  if (min === undefined || max === undefined) return undefined;
  if (min > max) throw new RpcError('invalidLgrRange');
  if (max - min > maxRange) throw new RpcError('excessiveLgrRange');
  return (runOf(range, min)?.last ?? -1) >= max;
}

async function byHash(id: Buffer, { reader, range }: Context): Promise<StoredTransaction | undefined> {
  const found = await reader.transactionById(id);
  return found && runOf(range, found.ledgerIndex) ? found : undefined;
}

async function byCtid(text: string, context: Context): Promise<StoredTransaction | undefined> {
  const ctid = parseCtid(text);
  if (!ctid) throw invalidParams();
  if (ctid.networkId !== context.service.networkId) {
    const advice = `You should submit this request to a node running on NetworkID: ${ctid.networkId}`;
    throw new RpcError('wrongNetwork', `Wrong network. ${advice}`);
  }
  if (!runOf(context.range, ctid.ledgerIndex)) return undefined;
  return context.reader.transaction(ctid.ledgerIndex, ctid.transactionIndex);
}

/** API version 1: the transaction's own fields stand beside the others. */
function first(
  found: StoredTransaction,
  ledger: StoredLedger,
  binary: boolean,
  context: Context,
  proof: JsonObject | undefined,
): JsonObject | RawJson {
  const date = closeTimeOf(ledger);
  const { ledgerIndex } = found;
  const about = {
    validated: true,
    date,
    ledger_index: ledgerIndex,
    inLedger: ledgerIndex,
    ctid: ctidOf(found, context),
    proof,
  };
  const hash = hex(found.id);
  if (binary) return { meta: hexJson(found.metadata), tx: hexJson(found.transaction), hash, ...about };
  return transactionJson(found, 1, { hash, meta: metadataJson(found, date, true), ...about });
}

function second(
  found: StoredTransaction,
  ledger: StoredLedger,
  binary: boolean,
  context: Context,
  proof: JsonObject | undefined,
): JsonObject | RawJson {
  const date = closeTimeOf(ledger);
  const ledger_index = found.ledgerIndex;
  const body = binary
    ? { meta_blob: hexJson(found.metadata), tx_blob: hexJson(found.transaction) }
    : {
        tx_json: transactionJson(found, context.apiVersion, { date, ledger_index }),
        meta: metadataJson(found, date, true),
      };
  return {
    ...body,
    ctid: ctidOf(found, context),
    hash: hex(found.id),
    ledger_index,
    ledger_hash: hex(ledger.hash),
    close_time_iso: toIso(date),
    validated: true,
    proof,
  };
}

function ctidOf({ ledgerIndex, index }: StoredTransaction, { service }: Context): string | undefined {
  return encodeCtid({ ledgerIndex, transactionIndex: index, networkId: service.networkId });
}
