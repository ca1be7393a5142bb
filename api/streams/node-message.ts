import type { Message } from '../../rippled/connection';
import type { ApiVersion } from '../call';
import type { Topic } from './topics';

/** Whom each kind of message concerns. */
const topics: Readonly<Record<string, Topic>> = {
  validationReceived: 'validations',
  manifestReceived: 'manifests',
  serverStatus: 'server',
  consensusPhase: 'consensus',
};

/** What a node said, passed on: whom it concerns, and its text, made once for each shape. */
export class NodeMessage {
  private readonly texts: (Buffer | undefined)[] = [];

  /** @param message as API version 1 has it */
  constructor(protected readonly message: Message) {}

  /** A client gets it once for each of these groups that it has subscribed to. */
  groups(): Topic[][] {
    const topic = topics[String(this.message['type'])];
    return topic ? [[topic]] : [];
  }

  text(apiVersion: ApiVersion): Buffer {
    const shape = apiVersion === 1 ? 1 : 2;
    return (this.texts[shape] ??= Buffer.from(JSON.stringify(shape === 1 ? this.message : this.inVersion2())));
  }

  /** Since API version 2 the ledger index of a validation is a number. */
  protected inVersion2(): Message {
    const { type, ledger_index: index } = this.message;
    return type === 'validationReceived' ? { ...this.message, ledger_index: Number(index) } : this.message;
  }
}
