import type { AnyMethod } from './method';
import { account_info } from './methods/account_info';
import { account_lines } from './methods/account_lines';
import { account_objects } from './methods/account_objects';
import { account_tx } from './methods/account_tx';
import { book_changes } from './methods/book_changes';
import { ledger } from './methods/ledger';
import { ledger_data } from './methods/ledger_data';
import { ledger_entry } from './methods/ledger_entry';
import { ledger_index } from './methods/ledger_index';
import { ledger_range } from './methods/ledger_range';
import { ping } from './methods/ping';
import { random } from './methods/random';
import { server_info } from './methods/server_info';
import { transaction_entry } from './methods/transaction_entry';
import { tx } from './methods/tx';
import { version } from './methods/version';

const table: Record<string, AnyMethod> = {
  account_info,
  account_lines,
  account_objects,
  account_tx,
  book_changes,
  ledger,
  ledger_data,
  ledger_entry,
  ledger_index,
  ledger_range,
  ping,
  random,
  server_info,
  transaction_entry,
  tx,
  version,
};

/** Every method under its name on the wire, which is also its file's name. */
export const methods: ReadonlyMap<string, AnyMethod> = new Map(Object.entries(table));
