import { withMembers } from './account-history';
import type { Subscriptions } from './subscriptions';
import type { Topic } from './topics';
import type { TransactionMessage } from './transaction-message';

/** Tells a ledger's transactions to the histories of accounts; the last one for each account says that it is. */
export function tellHistories(transactions: readonly TransactionMessage[], ledger: number, to: Subscriptions): void {
  if (!to.has('history:')) return;
  const last = new Map<Topic, TransactionMessage>();
  for (const each of transactions) for (const topic of each.histories()) last.set(topic, each);
  for (const each of transactions) {
    for (const topic of each.histories()) {
      for (const history of to.of(topic, ledger)) {
        const text = each.text(history.apiVersion);
        history.send(last.get(topic) === each ? withMembers(text, { account_history_boundary: true }) : text);
      }
    }
  }
}
