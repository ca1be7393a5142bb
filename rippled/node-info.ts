import type { Message } from './connection';
import type { Node } from './node';

/** Milliseconds for which what a node said of itself is good. */
const goodFor = 1000;
/** Milliseconds in which it must say it: what is added to an answer must not hold it up. */
const deadline = 2000;

/** `info` of a node's `server_info`, asked for once a second at most, however many ask here. */
export class NodeInfo {
  private latest: Promise<Message | undefined> = Promise.resolve(undefined);
  private askedAt = -Infinity;

  /** @param healthiest the node to ask */
  constructor(private readonly healthiest: () => Node | undefined) {}

  /** `undefined` while no node says it. */
  read(): Promise<Message | undefined> {
    const now = performance.now();
    if (now - this.askedAt >= goodFor) {
      this.askedAt = now;
      this.latest = this.ask();
    }
    return this.latest;
  }

  private async ask(): Promise<Message | undefined> {
    try {
      const answer = await this.healthiest()?.request({ command: 'server_info' }, deadline);
      return (answer?.['result'] as { info?: Message } | undefined)?.info;
    } catch {
      // The node is known to be away; its state is logged where it is followed.
      return undefined;
    }
  }
}
