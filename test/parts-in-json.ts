import { decode } from 'ripple-binary-codec';
import { affectedAccounts } from '../xrpl/transaction/affected-accounts';
import { decodeAccountId, encodeAccountId } from '../xrpl/base58';

/* eslint-disable @typescript-eslint/no-explicit-any -- decoded transactions, which tests take apart as they come */

/** What an account has to do with a transaction, told from JSON and in its words. */
export interface PartInJson {
  sent: boolean;
  counterparties: Set<string>;
  tag: number | undefined;
  /** `USD rIssuer`, or an MPT's id. */
  tokens: Set<string>;
}

const isAddress = (value: unknown): value is string => typeof value === 'string' && !!decodeAccountId(value);

function tokenIn(value: any): string | undefined {
  if (value?.mpt_issuance_id) return value.mpt_issuance_id as string;
  return value?.issuer && value.currency ? `${value.currency} ${value.issuer}` : undefined;
}

/** The parts of all accounts that a transaction affected, by address. */
export function partsInJson(transaction: Buffer, metadata: Buffer): Map<string, PartInJson> {
  const tx = decode(transaction.toString('hex')) as Record<string, any>;
  const meta = decode(metadata.toString('hex')) as Record<string, any>;
  const affected = affectedAccounts(transaction, metadata).map((id) => encodeAccountId(id));
  const named = Object.values(tx).filter(isAddress);
  const tokensNamed = Object.values(tx).flatMap((value) => tokenIn(value) ?? []);
  if (typeof tx['MPTokenIssuanceID'] === 'string') tokensNamed.push(tx['MPTokenIssuanceID']);
  const parts = new Map<string, PartInJson>();
  for (const account of affected) {
    const sent = tx['Account'] === account;
    const others = [...affected, ...named].filter((other) => other !== account);
    const counterparties = new Set(sent ? others : [tx['Account'] as string]);
    parts.set(account, { sent, counterparties, tag: tx['DestinationTag'], tokens: new Set(tokensNamed) });
  }
  for (const wrapped of meta['AffectedNodes'] as Record<string, any>[]) {
    const node = Object.values(wrapped)[0];
    const fields = node.NewFields ?? node.FinalFields;
    if (node.LedgerEntryType === 'RippleState' && fields) {
      const [low, high] = [fields.LowLimit.issuer, fields.HighLimit.issuer] as [string, string];
      const balance = Number(fields.Balance.value) || Number(node.PreviousFields?.Balance?.value ?? 0);
      const issuers = balance > 0 ? [high] : balance < 0 ? [low] : [low, high];
      for (const end of [low, high]) {
        for (const issuer of issuers) parts.get(end)?.tokens.add(`${fields.Balance.currency} ${issuer}`);
      }
    } else if (node.LedgerEntryType === 'MPToken' && fields) {
      const issuer = encodeAccountId(Buffer.from(fields.MPTokenIssuanceID as string, 'hex').subarray(4));
      for (const end of [fields.Account, issuer]) parts.get(end)?.tokens.add(fields.MPTokenIssuanceID);
    }
  }
  return parts;
}
