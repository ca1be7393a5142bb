import type { ApiVersion } from '../call';
import type { Recipient } from './recipient';
import type { Topic } from './topics';

/** Something to be told. */
export interface Deliverable {
  /** Where it is told: a client gets it once for each of these groups that it has subscribed to. */
  groups(): Topic[][];
  text(apiVersion: ApiVersion): Buffer;
}

/** Sends to all whom it concerns. */
export function deliver(message: Deliverable, listeners: (topic: Topic) => Iterable<Recipient>): void {
  for (const topics of message.groups()) {
    const told = new Set<Recipient>();
    for (const topic of topics) {
      for (const client of listeners(topic)) {
        if (told.has(client)) continue;
        told.add(client);
        client.send(message.text(client.apiVersion));
      }
    }
  }
}
