import { mptoken, mptokenIssuance } from '../../xrpl/keylets/mptoken';
import { required } from '../fields/field';
import { hash } from '../fields/hash';
import { ledgerFields } from '../fields/ledger';
import { mptAccounts } from '../fields/mpt-accounts';
import { limit } from '../fields/scalars';
import { hex } from '../hex';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { holderJson } from '../mpt-json';
import { invalidParams, RpcError } from '../rpc-error';

export const mpt_holders = defineMethod({
  summary: 'Who holds an MPT, and how much.',
  example: { mpt_issuance_id: '00000004B5F762798A53D543A014CAF8B297CFF8F2F937E8' },
  errors: ['lgrNotFound', 'objectNotFound'],
  since: ['MPTokensV1'],
  neverForwarded: true,
  fields: {
    mpt_issuance_id: required(hash(192, { description: 'The MPTokenIssuanceID.' })),
    ...ledgerFields,
    limit: limit({ minimum: 1, default: 50, maximum: 100 }),
    marker: hash(160, { description: 'The last holder of the answer before.' }),
    accounts: mptAccounts(),
  },
  async run(params, context) {
    const { mpt_issuance_id: issuance, accounts, limit } = params;
    if (accounts && params.marker) throw invalidParams('accountsWithMarker');
    const { ledgerIndex } = await selectLedger(params, context);
    const { reader } = context;
    if (!(await reader.object(mptokenIssuance(issuance), ledgerIndex))) {
      throw new RpcError('objectNotFound', 'objectNotFound');
    }
    const looked = accounts ?? (await reader.mptHolders(issuance, params.marker, limit));
    const keys = looked.map((holder) => mptoken(issuance, holder));
    // Who holds nothing at that ledger is on the page, and not shown: a page may come out short and yet have a next.
    const blobs = await reader.objects(keys, ledgerIndex);
    return {
      mpt_issuance_id: hex(issuance),
      limit,
      ledger_index: ledgerIndex,
      mptokens: blobs.flatMap((blob, i) => (blob ? [holderJson(keys[i]!, blob)] : [])),
      marker: !accounts && looked.length === limit ? hex(looked.at(-1)!) : undefined,
      validated: true,
    };
  },
});
