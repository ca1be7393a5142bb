import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
import { required } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { ownerMarker } from '../fields/owner-marker';
import { bool, limit, oneOf } from '../fields/scalars';
import { hex } from '../hex';
import {
  entryTypeOf,
  ledgerEntryTypeNames,
  ledgerEntryTypes,
  requireKnownType,
  type LedgerEntryTypeName,
} from '../ledger-entry-types';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { objectJson } from '../object-json';
import { ownedBy, requireAccount } from '../owner-directory';

/** Kinds that no account owns. */
const ownerless: readonly LedgerEntryTypeName[] = ['amendments', 'directory', 'fee', 'hashes', 'nunl'];
export const filters = ledgerEntryTypeNames.filter((name) => !ownerless.includes(name));

/** Kinds that an account must be rid of before it can be deleted. */
const deletionBlockers = new Set<string>(
  (
    [
      'bridge',
      'check',
      'escrow',
      'mpt_issuance',
      'mptoken',
      'nft_page',
      'payment_channel',
      'permissioned_domain',
      'state',
      'vault',
      'xchain_owned_claim_id',
      'xchain_owned_create_account_claim_id',
    ] as const
  ).map((name) => ledgerEntryTypes[name]),
);

export const account_objects = defineMethod({
  summary: 'What an account owns.',
  weight: 2,
  example: { account: 'rNUYcSYdzfsxaA7pwjVYUxArW3gWzExQJN', type: 'check', limit: 10 },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  fields: {
    account: required(asGiven(account())),
    ...ledgerFields,
    limit: limit({ minimum: 10, default: 200, maximum: 400 }),
    type: oneOf(filters, undefined, { description: 'Only objects of this type.' }),
    marker: ownerMarker(),
    deletion_blockers_only: bool({ description: 'Only what keeps the account from being deleted.' }),
  },
  async run(params, context) {
    const { account: of, type, deletion_blockers_only: blockers } = params;
    if (type) await requireKnownType(type, context);
    const ledger = await selectLedger(params, context);
    await requireAccount(of.value, ledger.ledgerIndex, context);
    const { owned, marker } = await ownedBy(of.value, ledger.ledgerIndex, { ...params, nfts: true }, context);
    // After the page is cut, as the peers do: a page may come out empty and yet have a next one.
    const wanted = owned.filter(({ blob }) => {
      const kind = entryTypeOf(blob);
      return (!type || kind === ledgerEntryTypes[type]) && (!blockers || deletionBlockers.has(kind));
    });
    return {
      account: of.given,
      account_objects: wanted.map(({ key, blob }) => objectJson(key, blob)),
      ledger_hash: hex(ledger.hash),
      ledger_index: ledger.ledgerIndex,
      limit: params.limit,
      marker,
      validated: true,
    };
  },
});
