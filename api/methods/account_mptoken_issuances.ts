import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
import { required } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { ownerMarker } from '../fields/owner-marker';
import { limit } from '../fields/scalars';
import { entryTypeOf } from '../ledger-entry-types';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { issuanceJson } from '../mpt-json';
import { ownedBy, requireAccount } from '../owner-directory';

export const account_mptoken_issuances = defineMethod({
  summary: 'The MPT issuances that an account has made.',
  example: { account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed'],
  neverForwarded: true,
  fields: {
    account: required(asGiven(account())),
    ...ledgerFields,
    limit: limit({ minimum: 10, default: 200, maximum: 400 }),
    marker: ownerMarker(),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const { value: id, given } = params.account;
    await requireAccount(id, ledger.ledgerIndex, context);
    // The limit counts all that the account owns, as Clio's does.
    const { owned, marker } = await ownedBy(id, ledger.ledgerIndex, params, context);
    const found = owned.filter(({ blob }) => entryTypeOf(blob) === 'MPTokenIssuance');
    return {
      account: given,
      ...answeredFrom(ledger),
      limit: params.limit,
      mpt_issuances: found.map(({ blob }) => issuanceJson(blob)),
      marker,
    };
  },
});
