import { toIso } from '../../xrpl/time';
import { required } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { bool } from '../fields/scalars';
import { hex } from '../hex';
import { closeTimeOf } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { transactionProof } from '../proof';
import { RpcError } from '../rpc-error';
import { metadataJson, transactionJson } from '../transaction-json';

export const transaction_entry = defineMethod({
  summary: 'A transaction of a given ledger.',
  example: { tx_hash: '0300FA8F7AB2375331BE99B457817EA8B7CE3CD207A2B84D043D52919D3B343A', ledger_index: 100 },
  errors: ['lgrNotFound', 'transactionNotFound', 'malformedRequest', 'fieldNotFoundTransaction', 'notSupported'],
  fields: {
    tx_hash: required(
      hash256({ description: "The transaction's hash." }),
      () => new RpcError('fieldNotFoundTransaction'),
    ),
    ...ledgerFields,
    proof: bool({
      description: "Adds what proves the transaction, or its absence, to whoever knows the ledger's hash.",
    }),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const found = await context.reader.transactionById(params.tx_hash);
    const proof = params.proof ? await transactionProof(params.tx_hash, ledger, context) : undefined;
    if (found?.ledgerIndex !== ledger.ledgerIndex) throw new RpcError('transactionNotFound', undefined, { proof });
    const { apiVersion } = context;
    const hash = hex(found.id);
    const closeTime = closeTimeOf(ledger);
    const meta = metadataJson(found, closeTime);
    const common = { validated: true, ledger_index: ledger.ledgerIndex, ledger_hash: hex(ledger.hash), proof };
    if (apiVersion < 2) return { ...common, metadata: meta, tx_json: transactionJson(found, apiVersion, { hash }) };
    return { ...common, meta, tx_json: transactionJson(found, apiVersion), hash, close_time_iso: toIso(closeTime) };
  },
});
