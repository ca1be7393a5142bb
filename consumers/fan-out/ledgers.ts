import { tesSUCCESS } from '../../xrpl/transaction/meta-facts';
import { parseHeader } from '../../xrpl/header';
import { toUnixTime } from '../../xrpl/time';
import { Fields, hexText } from './columns';
import type { Topic } from './topic';
import { transactionsOf } from './transactions-of';

const none = { transactions: 0, succeeded: 0, fees: 0n, created: 0, modified: 0, deleted: 0 };

/** Validated headers, with counts of what the ledger holds. */
export const ledgersTopic: Topic = {
  name: 'xrpl.ledgers',
  identity: ['ledger_index'],
  key: 'ledger_index',
  filter: { accounts: [], tokens: [] },
  begin() {
    let counts = { ...none };
    return (segment) => {
      if (segment.segment === 0) counts = { ...none };
      for (const { transaction, result } of transactionsOf(segment)) {
        counts.transactions += 1;
        if (result === tesSUCCESS) counts.succeeded += 1;
        counts.fees += BigInt(new Fields(transaction).amount('Fee')?.value ?? 0);
      }
      for (const { change } of segment.objects) counts[change] += 1;
      if (!segment.last) return [];
      const header = parseHeader(segment.header);
      return [
        {
          ledger_index: segment.ledgerIndex,
          ledger_hash: hexText(segment.hash),
          parent_hash: hexText(header.parentHash),
          transaction_hash: hexText(header.transactionHash),
          account_hash: hexText(header.accountHash),
          close_time: toUnixTime(header.closeTime) * 1000,
          parent_close_time: toUnixTime(header.parentCloseTime) * 1000,
          close_time_resolution: header.closeTimeResolution,
          close_flags: header.closeFlags,
          total_coins: header.totalDrops.toString(),
          whole_state: segment.kind === 'state',
          transactions: counts.transactions,
          transactions_succeeded: counts.succeeded,
          fees: counts.fees.toString(),
          objects_created: counts.created,
          objects_modified: counts.modified,
          objects_deleted: counts.deleted,
        },
      ];
    };
  },
};
