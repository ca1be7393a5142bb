import { account } from '../fields/account';
import { required } from '../fields/field';
import { hash } from '../fields/hash';
import { transactionType } from '../fields/transaction-type';
import { hex } from '../hex';
import { defineMethod } from '../method';
import { tokenHistory, tokenHistoryFields } from '../token-history';

export const mptoken_issuance_history = defineMethod({
  summary: 'The transactions that changed an MPT issuance or what anyone holds of it, and those that tried to.',
  example: { mpt_issuance_id: '00000004B5F762798A53D543A014CAF8B297CFF8F2F937E8' },
  errors: ['lgrNotFound', 'actMalformed', 'lgrIdxsInvalid', 'lgrIdxMalformed'],
  neverForwarded: true,
  fields: {
    mpt_issuance_id: required(hash(192, { description: 'The MPTokenIssuanceID.' })),
    account: account({ description: 'Only transactions that affected this account.' }),
    tx_type: transactionType(),
    ...tokenHistoryFields,
  },
  async run(params, context) {
    const { mpt_issuance_id: issuance, account, tx_type: type } = params;
    const filter = { issuance, ...(account && { account }), ...(type !== undefined && { type }) };
    const history = await tokenHistory(params, context, (query) => {
      return context.reader.mptTransactions({ ...query, ...filter });
    });
    return { mpt_issuance_id: hex(issuance), ...history };
  },
});
