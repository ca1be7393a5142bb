import type { StoredLedger } from '../../store/read/reader';
import { runOf } from '../../store/read/visible-ledgers';
import { selector } from '../../xrpl/codec/select';
import type { Context } from '../context';
import type { Field, Params } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { bool, oneOf, uint32 } from '../fields/scalars';
import { hex } from '../hex';
import { RawJson } from '../json';
import { ledgerEntryTypeNames, ledgerEntryTypes, requireKnownType } from '../ledger-entry-types';
import { headerJson } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { objectJson } from '../object-json';
import { invalidParams } from '../rpc-error';

export const largestPage = { binary: 2048, json: 256 };
const beforeFirstKey = Buffer.alloc(32);
const typeOf = selector(['LedgerEntryType']);

/** The last key answered, or, walking back from the newest ledger out of order, the ledger whose diff is next. */
function marker(): Field<Buffer | number> {
  const key = hash256();
  const ledgerIndex = uint32();
  return {
    schema: { type: ['string', 'integer'], description: 'Where to go on: as the answer before gave it.' },
    read: (value, name, apiVersion) => (typeof value === 'string' ? key : ledgerIndex).read(value, name, apiVersion),
  };
}

const fields = {
  binary: bool({ description: 'Objects as hexadecimal blobs.' }),
  out_of_order: bool({ description: 'Objects first by key, then those deleted since, newest ledger first.' }),
  ...ledgerFields,
  limit: uint32({ minimum: 1, description: 'At most 2048 as binary, 256 as JSON.' }),
  marker: marker(),
  type: oneOf(ledgerEntryTypeNames, (name) => `Invalid field '${name}', not string.`, {
    description: 'Only objects of this type.',
  }),
};

interface Page {
  readonly objects: readonly { key: Buffer; blob: Buffer }[];
  readonly marker?: string | number;
}

export const ledger_data = defineMethod({
  summary: "All objects of a ledger's state, page by page.",
  weight: 3,
  example: { type: 'oracle', binary: true, limit: 5 },
  errors: ['lgrNotFound'],
  fields,
  async run(params, context) {
    if (!params.out_of_order && typeof params.marker === 'number') throw invalidParams('markerNotString');
    if (params.type) await requireKnownType(params.type, context);
    const ledger = await selectLedger(params, context);
    const page = await readPage(params, ledger, context);
    return {
      ledger_hash: hex(ledger.hash),
      ledger_index: ledger.ledgerIndex,
      validated: true,
      ledger: params.marker === undefined ? headerJson(ledger, params.binary, context.apiVersion) : undefined,
      state: stateJson(page, params),
      cache_full: params.out_of_order ? true : undefined,
      marker: page.marker,
    };
  },
});

async function readPage(params: Params<typeof fields>, ledger: StoredLedger, context: Context): Promise<Page> {
  const { marker: from, binary, out_of_order: outOfOrder } = params;
  const { reader, range } = context;
  if (typeof from === 'number') return deletedSince(from, ledger, context);
  // A marker that names no object of this ledger comes from another walk (C#609).
  if (from && !(await reader.object(from, ledger.ledgerIndex))) throw invalidParams('markerDoesNotExist');
  const largest = binary ? largestPage.binary : largestPage.json;
  const limit = Math.min(params.limit ?? largest, largest);
  // One more than asked for tells whether there is a next page (C#166).
  const found = await reader.objectsAfter(from ?? beforeFirstKey, ledger.ledgerIndex, limit + 1);
  const objects = found.slice(0, limit);
  if (found.length > limit) return { objects, marker: hex(objects[limit - 1]!.key) };
  return { objects, ...(outOfOrder && { marker: runOf(range, ledger.ledgerIndex)!.last }) };
}

/** Objects of this ledger that a later one deleted: what a walk by key over the newest state can't have seen. */
async function deletedSince(later: number, ledger: StoredLedger, { reader, range }: Context): Promise<Page> {
  const visible = runOf(range, later) !== undefined;
  const changes = visible ? await reader.diff(later) : [];
  const gone = changes.filter(({ blob }) => blob === null).map(({ key }) => key);
  const blobs = await reader.objects(gone, ledger.ledgerIndex);
  const objects = gone.flatMap((key, i) => (blobs[i] ? [{ key, blob: blobs[i] }] : []));
  return { objects, ...(later > ledger.ledgerIndex && { marker: later - 1 }) };
}

/** Filters after the page is cut, as the peers do: a page may come out empty and yet have a next one. */
export function stateJson(
  { objects }: Page,
  { binary, type }: Pick<Params<typeof fields>, 'binary' | 'type'>,
  json = objectJson,
): RawJson[] {
  const wanted = type && ledgerEntryTypes[type];
  const state: RawJson[] = [];
  for (const { key, blob } of objects) {
    if (wanted && typeOf(blob).LedgerEntryType !== wanted) continue;
    state.push(binary ? new RawJson(`{"data":"${hex(blob)}","index":"${hex(key)}"}`) : json(key, blob));
  }
  return state;
}
