import type { AnyMethod } from './method';
import { account_channels } from './methods/account_channels';
import { account_currencies } from './methods/account_currencies';
import { account_info } from './methods/account_info';
import { account_lines } from './methods/account_lines';
import { account_mptoken_issuances } from './methods/account_mptoken_issuances';
import { account_mptokens } from './methods/account_mptokens';
import { account_nfts } from './methods/account_nfts';
import { account_objects } from './methods/account_objects';
import { account_offers } from './methods/account_offers';
import { account_tx } from './methods/account_tx';
import { amm_info } from './methods/amm_info';
import { book_changes } from './methods/book_changes';
import { book_offers } from './methods/book_offers';
import { channel_verify } from './methods/channel_verify';
import { deposit_authorized } from './methods/deposit_authorized';
import { feature } from './methods/feature';
import { gateway_balances } from './methods/gateway_balances';
import { get_aggregate_price } from './methods/get_aggregate_price';
import { ledger } from './methods/ledger';
import { ledger_data } from './methods/ledger_data';
import { ledger_entry } from './methods/ledger_entry';
import { ledger_index } from './methods/ledger_index';
import { ledger_range } from './methods/ledger_range';
import { mpt_holders } from './methods/mpt_holders';
import { mptoken_issuance_history } from './methods/mptoken_issuance_history';
import { nft_buy_offers } from './methods/nft_buy_offers';
import { nft_history } from './methods/nft_history';
import { nft_info } from './methods/nft_info';
import { nft_sell_offers } from './methods/nft_sell_offers';
import { nfts_by_issuer } from './methods/nfts_by_issuer';
import { noripple_check } from './methods/noripple_check';
import { ping } from './methods/ping';
import { random } from './methods/random';
import { server_info } from './methods/server_info';
import { subscribe } from './methods/subscribe';
import { transaction_entry } from './methods/transaction_entry';
import { tx } from './methods/tx';
import { unsubscribe } from './methods/unsubscribe';
import { vault_info } from './methods/vault_info';
import { version } from './methods/version';

const table: Record<string, AnyMethod> = {
  account_channels,
  account_currencies,
  account_info,
  account_lines,
  account_mptoken_issuances,
  account_mptokens,
  account_nfts,
  account_objects,
  account_offers,
  account_tx,
  amm_info,
  book_changes,
  book_offers,
  channel_verify,
  deposit_authorized,
  feature,
  gateway_balances,
  get_aggregate_price,
  ledger,
  ledger_data,
  ledger_entry,
  ledger_index,
  ledger_range,
  mpt_holders,
  mptoken_issuance_history,
  nft_buy_offers,
  nft_history,
  nft_info,
  nft_sell_offers,
  nfts_by_issuer,
  noripple_check,
  ping,
  random,
  server_info,
  subscribe,
  transaction_entry,
  tx,
  unsubscribe,
  vault_info,
  version,
};

/** Every method under its name on the wire, which is also its file's name. */
export const methods: ReadonlyMap<string, AnyMethod> = new Map(Object.entries(table));
