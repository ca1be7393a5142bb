import type { StoredLedger } from '../../store/read/reader';
import { accountRoot, signerList } from '../../xrpl/keylets/account';
import { accountFlags } from '../account-flags';
import { amendmentsAt } from '../amendments';
import type { Context } from '../context';
import { account } from '../fields/account';
import { ledgerFields } from '../fields/ledger';
import { anything, bool, looseBool } from '../fields/scalars';
import { hex } from '../hex';
import type { RawJson } from '../json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { objectJson } from '../object-json';
import { stateProof } from '../proof';
import { invalidParams, RpcError } from '../rpc-error';

export const account_info = defineMethod({
  summary: "An account's settings, balance and sequence.",
  example: { account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed', 'notSupported'],
  fields: {
    account: account(),
    ident: account({ description: 'The old name of account.' }),
    ...ledgerFields,
    signer_lists: looseBool({ description: "Whether to add the account's signer lists." }),
    proof: bool({ description: "Adds what proves the account, or its absence, to whoever knows the ledger's hash." }),
    queue: anything({ type: 'boolean', description: 'Only with the current ledger, which rippled answers.' }),
  },
  async run(params, context) {
    const id = params.account ?? params.ident;
    if (!id) throw invalidParams("Missing field 'account'.");
    const ledger = await selectLedger(params, context);
    const key = accountRoot(id);
    const blob = await context.reader.object(key, ledger.ledgerIndex);
    const proof = params.proof ? await stateProof(key, ledger, context) : undefined;
    if (!blob) throw new RpcError('actNotFound', undefined, { proof });
    const about = { ledger_hash: hex(ledger.hash), ledger_index: ledger.ledgerIndex, validated: true };
    if (params.queue === true) throw new RpcError('invalidParams', undefined, about);
    const signers = params.signer_lists ? { signer_lists: await signerListsOf(id, ledger, context) } : {};
    const root = objectJson(key, blob);
    // API version 1 has the lists within the account, later ones beside it.
    const beside = context.apiVersion > 1;
    return {
      account_data: beside ? root : root.with(signers),
      account_flags: accountFlags(blob, await amendmentsAt(context.reader, ledger.ledgerIndex)),
      ...about,
      ...(beside && signers),
      proof,
    };
  },
});

/** None or one: an account has at most one signer list. */
async function signerListsOf(id: Buffer, ledger: StoredLedger, { reader }: Context): Promise<RawJson[]> {
  const key = signerList(id);
  const blob = await reader.object(key, ledger.ledgerIndex);
  return blob ? [objectJson(key, blob)] : [];
}
