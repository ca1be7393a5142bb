import { findField } from '../../xrpl/codec/walk';
import { accountRoot } from '../../xrpl/keylets/account';
import { mptokenIssuance } from '../../xrpl/keylets/mptoken';
import { vault } from '../../xrpl/keylets/sequenced';
import type { Context } from '../context';
import { address } from '../fields/address';
import { withError } from '../fields/field';
import { hash256 } from '../fields/hash256';
import { ledgerFields } from '../fields/ledger';
import { uint32 } from '../fields/scalars';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { objectJson } from '../object-json';
import { RpcError } from '../rpc-error';

const malformed = (message?: string) => () => new RpcError('malformedRequest', message);

const fields = {
  vault_id: withError(hash256({ description: "The vault's key; or else its owner and seq." }), malformed()),
  owner: withError(address({ description: 'Who made the vault.' }), malformed('OwnerNotHexString')),
  seq: withError(uint32({ description: 'Sequence of the transaction that made the vault.' }), malformed()),
  ...ledgerFields,
};

export const vault_info = defineMethod({
  summary: 'A single-asset vault, with the issuance of its shares.',
  example: { vault_id: '61B03A6F8CEBD3AF9D8F696C3D0A9A9F0493B34BF6B5D93CF0BC009E6BA75303' },
  errors: ['lgrNotFound', 'entryNotFound', 'malformedRequest'],
  since: ['SingleAssetVault'],
  fields,
  async run(params, context) {
    const { vault_id: id, owner, seq } = params;
    const named = id ? owner === undefined && seq === undefined : owner !== undefined && seq !== undefined;
    if (!named) throw new RpcError('malformedRequest');
    const { ledgerIndex } = await selectLedger(params, context);
    const key = id ?? (await keyOf(owner!, seq!, ledgerIndex, context));
    const blob = await context.reader.object(key, ledgerIndex);
    const share = blob && findField(blob, 'ShareMPTID');
    if (!share) throw new RpcError('entryNotFound');
    const issuanceKey = mptokenIssuance(blob.subarray(share.start, share.end));
    const issuance = await context.reader.object(issuanceKey, ledgerIndex);
    if (!issuance) throw new RpcError('entryNotFound');
    return {
      ledger_index: ledgerIndex,
      validated: true,
      vault: objectJson(key, blob).with({ shares: objectJson(issuanceKey, issuance) }),
    };
  },
});

async function keyOf(owner: Buffer, seq: number, ledgerIndex: number, { reader }: Context): Promise<Buffer> {
  if (!(await reader.object(accountRoot(owner), ledgerIndex))) throw new RpcError('entryNotFound');
  return vault(owner, seq);
}
