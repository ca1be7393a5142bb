import { encodeAccountId } from '../../../xrpl/base58';
import { ledgerEntryTypes, type LedgerEntryTypeName } from '../../ledger-entry-types';
import { filters } from '../../methods/account_objects';
import { objectJson } from '../../object-json';
import type { RequestObject } from '../../parse-json';
import { accountObjects, type ObjectsMarker } from '../account-objects';
import { chosenType } from '../entry-type';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';
import { ownedBounds, requireRoot } from '../owned';
import { addressOf, asBool, beside, expectedField, hash256Of, invalidField, limitOf, textOf } from '../request';

/** Kinds that rippled 2.4 knows to keep an account from being deleted. */
const deletionBlockers: readonly LedgerEntryTypeName[] = [
  'check',
  'escrow',
  'nft_page',
  'payment_channel',
  'state',
  'xchain_owned_claim_id',
  'xchain_owned_create_account_claim_id',
  'bridge',
  'mpt_issuance',
  'mptoken',
];

export const account_objects: Handler = async (request, context) => {
  const text = textOf(request, 'account');
  const { ledger, about } = await lookUpLedger(request, context);
  const account = addressOf(text, () => beside(about, 'actMalformed'));
  await requireRoot(account, ledger.ledgerIndex, context);
  const types = typesOf(request);
  const limit = limitOf(request, ownedBounds);
  const marker = markerOf(request);
  const walk = { account, ledgerIndex: ledger.ledgerIndex, limit, types, marker };
  const { objects, marker: next } = await accountObjects(walk, context.reader);
  return {
    account: encodeAccountId(account),
    account_objects: objects.map(({ key, blob }) => objectJson(key, blob)),
    ...about,
    ...(next !== undefined && { limit, marker: next }),
  };
};

function typesOf(request: RequestObject): ReadonlySet<string> | undefined {
  if (asBool(request['deletion_blockers_only'])) {
    const names = deletionBlockers.filter((name) => !Object.hasOwn(request, 'type') || name === request['type']);
    return new Set(names.map((name) => ledgerEntryTypes[name]));
  }
  const type = chosenType(request);
  if (type === undefined) return undefined;
  if (!filters.includes(type)) throw invalidField('type');
  return new Set([ledgerEntryTypes[type]]);
}

function markerOf(request: RequestObject): ObjectsMarker | undefined {
  if (!Object.hasOwn(request, 'marker')) return undefined;
  const { marker } = request;
  if (typeof marker !== 'string') throw expectedField('marker', 'string');
  const comma = marker.indexOf(',');
  const [page, entry] = comma < 0 ? [] : [hash256Of(marker.slice(0, comma)), hash256Of(marker.slice(comma + 1))];
  if (!page || !entry) throw invalidField('marker');
  return { page, entry };
}
