import type { StoredLedger } from '../../store/read/reader';
import { amountText } from '../../xrpl/amount';
import { isXrp } from '../../xrpl/currency';
import { parseHeader } from '../../xrpl/header';
import { accountRoot } from '../../xrpl/keylets/account';
import { amm } from '../../xrpl/keylets/amm';
import { toIso } from '../../xrpl/time';
import { fieldsShown } from '../codec';
import type { Context } from '../context';
import { account } from '../fields/account';
import { withError, type Field } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { hex } from '../hex';
import { accountId, Holdings, issuedJson, type AmountJson, type Issue } from '../holdings';
import type { JsonObject } from '../json';
import { parseIssue } from '../ledger-entry/asset';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';

interface IssueJson {
  readonly currency: string;
  readonly issuer?: string;
}

interface Amm {
  readonly Account: string;
  readonly Asset: IssueJson;
  readonly Asset2: IssueJson;
  readonly LPTokenBalance: Exclude<AmountJson, string>;
  readonly TradingFee?: number;
  readonly VoteSlots?: readonly {
    readonly VoteEntry: { readonly Account: string; readonly TradingFee?: number; readonly VoteWeight: number };
  }[];
  readonly AuctionSlot?: {
    readonly Account?: string;
    readonly Expiration: number;
    readonly DiscountedFee?: number;
    readonly Price: AmountJson;
    readonly AuthAccounts?: readonly { readonly AuthAccount: { readonly Account: string } }[];
  };
}

const ammOf = fieldsShown(['Account', 'Asset', 'Asset2', 'LPTokenBalance', 'TradingFee', 'VoteSlots', 'AuctionSlot']);
const rootOf = fieldsShown(['AMMID', 'Balance']);

/** An auction slot lasts a day, in twenty intervals; the last number stands for none of them. */
const slotSeconds = 86_400;
const slotIntervals = 20;

const malformed = (): RpcError => new RpcError('actMalformed');

export const issue: Field<Issue> = {
  schema: { type: 'object', description: 'A currency and its issuer; XRP has none.' },
  read(value) {
    const found = isObject(value) ? parseIssue(value['currency'], value['issuer']) : undefined;
    if (!found) throw new RpcError('issueMalformed');
    return found;
  },
};

export const amm_info = defineMethod({
  summary: 'An automated market maker: its pool, its shares, its votes and its auction slot.',
  example: { amm_account: 'rU71gDaCo7K81MwHsaTQDpZaGyfpHUVvT1' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed', 'issueMalformed'],
  fields: {
    asset: issue,
    asset2: issue,
    amm_account: withError(account({ description: "The AMM's own account, instead of its assets." }), malformed),
    account: withError(account({ description: 'Whose share of the pool to show, instead of all shares.' }), malformed),
    ...ledgerFields,
  },
  async run(params, context) {
    const byAssets = params.asset !== undefined;
    if (byAssets !== (params.asset2 !== undefined) || byAssets === (params.amm_account !== undefined)) {
      throw invalidParams();
    }
    const ledger = await selectLedger(params, context);
    const { ledgerIndex } = ledger;
    if (params.account && !(await context.reader.object(accountRoot(params.account), ledgerIndex))) {
      throw new RpcError('actNotFound');
    }
    const key = params.amm_account
      ? await ammOfAccount(params.amm_account, ledgerIndex, context)
      : amm(params.asset!, params.asset2!);
    const blob = await context.reader.object(key, ledgerIndex);
    if (!blob) throw new RpcError('actNotFound');
    const found = ammOf(blob) as unknown as Amm;
    const assets = byAssets ? [params.asset, params.asset2!] : [issueOf(found.Asset), issueOf(found.Asset2)];
    return {
      amm: await ammJson(found, assets as [Issue, Issue], params.account, ledger, context),
      ledger_index: ledgerIndex,
      ledger_hash: hex(ledger.hash),
      validated: true,
    };
  },
});

/** @throws RpcError unless the account is that of an AMM */
async function ammOfAccount(id: Buffer, ledgerIndex: number, { reader }: Context): Promise<Buffer> {
  const root = await reader.object(accountRoot(id), ledgerIndex);
  if (!root) throw malformed();
  const { AMMID } = rootOf(root);
  if (typeof AMMID !== 'string') throw new RpcError('actNotFound');
  return Buffer.from(AMMID, 'hex');
}

const issueOf = ({ currency, issuer }: IssueJson): Issue => parseIssue(currency, issuer)!;

async function ammJson(
  found: Amm,
  [asset, asset2]: [Issue, Issue],
  holder: Buffer | undefined,
  ledger: StoredLedger,
  context: Context,
): Promise<JsonObject> {
  const holdings = new Holdings(ledger.ledgerIndex, context);
  const id = accountId(found.Account);
  const frozen = async (of: Issue): Promise<boolean | undefined> =>
    isXrp(of.currency, 0) ? undefined : holdings.isFrozen(id, of);
  return {
    account: found.Account,
    amount: await held(id, asset, holdings),
    amount2: await held(id, asset2, holdings),
    asset_frozen: await frozen(asset),
    asset2_frozen: await frozen(asset2),
    lp_token: holder ? await shareOf(holder, found, holdings) : found.LPTokenBalance,
    trading_fee: found.TradingFee ?? 0,
    vote_slots: found.VoteSlots?.map(({ VoteEntry }) => ({
      account: VoteEntry.Account,
      trading_fee: VoteEntry.TradingFee ?? 0,
      vote_weight: VoteEntry.VoteWeight,
    })),
    auction_slot: auctionSlotJson(found, parseHeader(ledger.header).parentCloseTime),
  };
}

/** What the AMM has of one side of its pool: no part of its XRP is a reserve. */
async function held(id: Buffer, of: Issue, holdings: Holdings): Promise<AmountJson> {
  if (isXrp(of.currency, 0)) return amountText(await holdings.xrpBalance(id));
  return issuedJson(of, await holdings.of(id, of));
}

async function shareOf(holder: Buffer, { LPTokenBalance }: Amm, holdings: Holdings): Promise<AmountJson> {
  const share = issueOf(LPTokenBalance);
  return { ...LPTokenBalance, value: amountText(await holdings.of(holder, share, 'as-zero')) };
}

function auctionSlotJson({ AuctionSlot }: Amm, now: number): JsonObject | undefined {
  if (!AuctionSlot?.Account) return undefined;
  const { Account, Expiration, DiscountedFee, Price, AuthAccounts } = AuctionSlot;
  const elapsed = now - (Expiration - slotSeconds);
  const interval = Math.floor(elapsed / (slotSeconds / slotIntervals));
  return {
    account: Account,
    time_interval: elapsed >= 0 && elapsed < slotSeconds ? interval : slotIntervals,
    price: Price,
    discounted_fee: DiscountedFee ?? 0,
    expiration: toIso(Expiration).replace('Z', '.000000000+0000'),
    auth_accounts: AuthAccounts?.map(({ AuthAccount }) => ({ account: AuthAccount.Account })),
  };
}
