import type { Message } from '../../rippled/connection';
import { decodeAccountId } from '../../xrpl/base58';
import { isObject } from '../parse-json';
import { NodeMessage } from './node-message';
import { proposedTopic, type Topic } from './topics';

const addressForm = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;

/** A transaction that a node has heard of, which may never be validated. */
export class ProposedMessage extends NodeMessage {
  /** All listeners, then those of each account that the transaction names; a client gets it once for each group. */
  override groups(): Topic[][] {
    return [['transactions_proposed'], [...accountsNamed(this.message['transaction'])].map(proposedTopic)];
  }

  /** Since API version 2 the hash stands beside the transaction, and `DeliverMax` alone says what a payment sends. */
  protected override inVersion2(): Message {
    const { transaction, ...rest } = this.message;
    const { hash, ...fields } = transaction as Message;
    if ('DeliverMax' in fields) delete fields['Amount'];
    return { ...rest, hash, tx_json: fields };
  }
}

/** Accounts in the members of a transaction and of the objects there, as Clio finds them. */
function* accountsNamed(json: unknown): Iterable<Buffer> {
  if (!isObject(json)) return;
  for (const value of Object.values(json)) {
    if (typeof value !== 'string') yield* accountsNamed(value);
    else if (addressForm.test(value)) {
      const account = decodeAccountId(value);
      if (account) yield account;
    }
  }
}
