import type { Message } from './connection';

/** Messages remembered: a few ledgers' worth of proposed transactions and validations. */
const most = 20_000;

/** What was heard of late, and since which change of node: what was heard before the last one is no news. */
export class RecentMessages {
  private readonly heard = new Map<string, number>();
  private changes = 0;

  /** Another source speaks from here on. */
  change(): void {
    this.changes += 1;
  }

  /** A source may repeat itself, as rippled does when it proposes a transaction anew; that is passed on as it comes. */
  isNews(message: Message): boolean {
    const key = keyOf(message);
    if (key === undefined) return true;
    const first = this.heard.get(key);
    if (first !== undefined) return first === this.changes;
    this.heard.set(key, this.changes);
    if (this.heard.size > most) this.heard.delete(this.heard.keys().next().value!);
    return true;
  }
}

/** What makes two messages the same to whoever hears both; `undefined` for those that are about one node alone. */
function keyOf(message: Message): string | undefined {
  switch (message['type']) {
    case 'transaction': {
      const { hash, transaction } = message as { hash?: string; transaction?: { hash?: string } };
      return hash ?? transaction?.hash;
    }
    case 'validationReceived':
      return message['signature'] as string | undefined;
    case 'manifestReceived':
      return `${String(message['master_key'])} ${String(message['seq'])}`;
    default:
      return undefined;
  }
}
