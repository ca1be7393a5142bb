import type { Transaction } from '../node/answers';
import { familyNames, familyOf } from './families';

/** How many of a ledger's transactions are of which kind, as a bar that says so in words too. */
export function familyBar(transactions: readonly Transaction[]) {
  const counts = familyNames.map(([family, name]) => {
    const count = transactions.filter(({ tx_json }) => familyOf(tx_json.TransactionType) === family).length;
    return { family, name, count };
  });
  const present = counts.filter(({ count }) => count > 0);
  const label = present.map(({ count, name }) => `${count} ${name}`).join(', ');
  return (
    <div class="bar" role="img" aria-label={label} title={label}>
      {present.map(({ family, count }) => (
        <span key={family} class={family} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}
