import type { Handler } from './handler';
import { account_channels } from './methods/account_channels';
import { account_currencies } from './methods/account_currencies';
import { account_info } from './methods/account_info';
import { account_lines } from './methods/account_lines';
import { account_nfts } from './methods/account_nfts';
import { account_objects } from './methods/account_objects';
import { account_offers } from './methods/account_offers';
import { account_tx } from './methods/account_tx';
import { amm_info } from './methods/amm_info';
import { book_changes } from './methods/book_changes';
import { book_offers } from './methods/book_offers';
import { deposit_authorized } from './methods/deposit_authorized';
import { feature } from './methods/feature';
import { gateway_balances } from './methods/gateway_balances';
import { get_aggregate_price } from './methods/get_aggregate_price';
import { ledger } from './methods/ledger';
import { ledger_data } from './methods/ledger_data';
import { ledger_entry } from './methods/ledger_entry';
import { nft_buy_offers } from './methods/nft_buy_offers';
import { nft_sell_offers } from './methods/nft_sell_offers';
import { noripple_check } from './methods/noripple_check';
import { subscribe } from './methods/subscribe';
import { unsubscribe } from './methods/unsubscribe';
import { server_info } from './methods/server_info';
import { transaction_entry } from './methods/transaction_entry';
import { tx } from './methods/tx';
import { tx_history } from './methods/tx_history';
import { version } from './methods/version';

const table: Record<string, Handler> = {
  account_channels,
  account_currencies,
  account_info,
  account_lines,
  account_nfts,
  account_objects,
  account_offers,
  account_tx,
  amm_info,
  book_changes,
  book_offers,
  deposit_authorized,
  feature,
  gateway_balances,
  get_aggregate_price,
  ledger,
  ledger_data,
  ledger_entry,
  nft_buy_offers,
  nft_sell_offers,
  noripple_check,
  server_info,
  subscribe,
  unsubscribe,
  transaction_entry,
  tx,
  tx_history,
  version,
};

/** How many requests a call counts for, of those methods that rippled alone has. */
export const weightsAsRippled: ReadonlyMap<string, number> = new Map([['tx_history', 10]]);

/** The methods that rippled alone has, or answers in another way than Clio; the others are the same for both, or Clio's alone. */
export const asRippled: ReadonlyMap<string, Handler> = new Map(Object.entries(table));
