import ipaddr from 'ipaddr.js';
import type { AddressList } from '../address-list';

/** What one address may ask for. */
export interface AddressBounds {
  /** Requests a second, each as heavy as its method. */
  readonly requests: number;
  /** Bytes of answers a second. */
  readonly bytes: number;
  /** Connections at a time. */
  readonly connections: number;
}

/** As Clio has them. */
export const defaultBounds: AddressBounds = { requests: 20, bytes: 1_000_000, connections: 20 };

/** Milliseconds in which what an address asked for is counted. */
const sweep = 1000;
/** The share of a bound from which on a client is warned. */
const near = 0.8;
/** Refusals within one sweep after which the connection is cut: it does not listen. */
const patience = 20;

/** Addresses of which it is remembered whether they are exempt. */
const mostRemembered = 10_000;

export type Verdict = 'fine' | 'near' | 'refused' | 'cut';

interface Use {
  requests: number;
  bytes: number;
  refusals: number;
}

/**
 * Counts what each address asks for, in sweeps of a second. What one does costs the others nothing. Of IPv6 it is the
 * network of 64 bits that counts: whoever has one address there has them all.
 */
export class AddressLimits {
  /** How often each limit was met: requests refused, connections cut for going on, connections not let in. */
  readonly met = { refused: 0, cut: 0, connection: 0 };
  private uses = new Map<string, Use>();
  private sweptAt = 0;
  private readonly connections = new Map<string, number>();
  /** What addresses seen lately count as, `undefined` for those exempt: to look at the networks takes longer than all the rest. */
  private readonly clients = new Map<string, string | undefined>();

  constructor(
    private readonly bounds: AddressBounds,
    /** Addresses that may ask for anything. */
    private readonly exempt: AddressList,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts a request. @param weight how heavy it is; 1 is usual */
  request(address: string, weight: number): Verdict {
    const client = this.clientAt(address);
    if (client === undefined) return 'fine';
    const use = this.useOf(client);
    const { requests, bytes } = this.bounds;
    if (use.requests + weight > requests || use.bytes > bytes) {
      use.refusals += 1;
      const verdict = use.refusals > patience ? 'cut' : 'refused';
      this.met[verdict] += 1;
      return verdict;
    }
    use.requests += weight;
    return use.requests > near * requests || use.bytes > near * bytes ? 'near' : 'fine';
  }

  /** Counts an answer. */
  answered(address: string, bytes: number): void {
    const client = this.clientAt(address);
    if (client !== undefined) this.useOf(client).bytes += bytes;
  }

  /** Counts a connection. @returns whether it may stay; if so, it is to be told when it closes */
  connect(address: string): boolean {
    const client = this.clientAt(address);
    if (client === undefined) return true;
    const open = this.connections.get(client) ?? 0;
    if (open >= this.bounds.connections) {
      this.met.connection += 1;
      return false;
    }
    this.connections.set(client, open + 1);
    return true;
  }

  disconnect(address: string): void {
    const client = this.clientAt(address);
    if (client === undefined) return;
    const open = (this.connections.get(client) ?? 1) - 1;
    if (open > 0) this.connections.set(client, open);
    else this.connections.delete(client);
  }

  private clientAt(address: string): string | undefined {
    let found = this.clients.get(address);
    if (found === undefined && !this.clients.has(address)) {
      if (this.clients.size >= mostRemembered) this.clients.clear();
      this.clients.set(address, (found = this.exempt.has(address) ? undefined : networkOf(address)));
    }
    return found;
  }

  private useOf(client: string): Use {
    const now = this.now();
    if (now - this.sweptAt >= sweep) {
      this.uses = new Map();
      this.sweptAt = now;
    }
    let use = this.uses.get(client);
    if (!use) this.uses.set(client, (use = { requests: 0, bytes: 0, refusals: 0 }));
    return use;
  }
}

function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const groups = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return groups.map((group) => group.toString(16)).join(':');
}
