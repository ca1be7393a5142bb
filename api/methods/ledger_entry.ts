import { selector } from '../../xrpl/codec/select';
import { runOf } from '../../store/read/visible-ledgers';
import { amendmentsAt } from '../amendments';
import type { Context } from '../context';
import { deprecated, type Params } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { anything, bool } from '../fields/scalars';
import { hex, hexJson } from '../hex';
import { bridgeAccount } from '../ledger-entry/bridge';
import { selectors } from '../ledger-entry/selectors';
import type { Target } from '../ledger-entry/target';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { objectJson } from '../object-json';
import { stateProof } from '../proof';
import { invalidParams, RpcError } from '../rpc-error';

const typeOf = selector(['LedgerEntryType']);
const names = Object.keys(selectors) as (keyof typeof selectors)[];

const fields = {
  binary: bool({ description: 'Objects as hexadecimal blobs.' }),
  ...ledgerFields,
  ...selectors,
  bridge_account: bridgeAccount,
  ledger: deprecated(anything({ description: 'Not looked at.' })),
  proof: bool({ description: "Adds what proves the entry, or its absence, to whoever knows the ledger's hash." }),
  include_deleted: bool({ description: 'Answers an entry that is gone as it last was.' }),
};

interface Found {
  readonly blob: Buffer;
  /** The ledger that deleted it. */
  readonly deletedIn?: number;
}

/**
 * Answers `node`, or `node_binary`, with its key as `index`, and `deleted_ledger_index` when it is gone.
 * Errors, in this order: those of the fields; `unknownOption` (from API version 2 on `invalidParams`) without a
 * selector; `lgrNotFound`; `entryNotFound`; `unexpectedLedgerType`.
 */
export const ledger_entry = defineMethod({
  summary: "One entry of a ledger's state, named by its key or by what the key is made from.",
  example: { offer: { account: 'rErU2RmzMsHScpQYJYHdxw7LzkxwVXANaP', seq: 19 } },
  errors: [
    'lgrNotFound',
    'entryNotFound',
    'unexpectedLedgerType',
    'malformedCurrency',
    'malformedRequest',
    'malformedOwner',
    'malformedAddress',
    'unknownOption',
    'malformedDocumentID',
    'malformedAuthorizedCredentials',
    'notSupported',
  ],
  fields,
  async run(params, context) {
    const target = await chosen(params, context);
    const key = target.key(params.bridge_account);
    const ledger = await selectLedger(params, context);
    const proof = params.proof ? await stateProof(key, ledger, context) : undefined;
    const found = await find(key, ledger.ledgerIndex, params.include_deleted, context);
    if (!found) throw new RpcError('entryNotFound', undefined, { proof });
    const { blob, deletedIn } = found;
    const { type } = target;
    if (type && type !== 'any' && typeOf(blob).LedgerEntryType !== type) throw new RpcError('unexpectedLedgerType');
    return {
      ledger_hash: hex(ledger.hash),
      ledger_index: ledger.ledgerIndex,
      validated: true,
      index: hex(key),
      deleted_ledger_index: deletedIn,
      ...(params.binary ? { node_binary: hexJson(blob) } : { node: objectJson(key, blob) }),
      proof,
    };
  },
});

/** Of several selectors a key counts first, then the order in which they are checked. */
async function chosen(params: Params<typeof fields>, context: Context): Promise<Target> {
  const given = names.map((name) => params[name]).filter((target) => target !== undefined);
  const known = given.some(({ amendments }) => amendments) ? await inForce(given, context) : given;
  const target = known.find(({ type }) => type) ?? known[0];
  if (target) return target;
  throw context.apiVersion > 1 ? invalidParams() : new RpcError('unknownOption');
}

async function inForce(targets: Target[], { reader, range }: Context): Promise<Target[]> {
  const enabled = await amendmentsAt(reader, range.last);
  return targets.filter(({ amendments }) => !amendments || amendments.some(enabled));
}

async function find(
  key: Buffer,
  ledgerIndex: number,
  orDeleted: boolean,
  { reader, range }: Context,
): Promise<Found | undefined> {
  const blob = await reader.object(key, ledgerIndex);
  if (blob) return { blob };
  const deletedIn = orDeleted ? await reader.deletedIn(key, ledgerIndex) : undefined;
  if (deletedIn !== undefined && deletedIn > runOf(range, ledgerIndex)!.first) {
    const before = await reader.object(key, deletedIn - 1);
    if (before) return { blob: before, deletedIn };
  }
  return undefined;
}
