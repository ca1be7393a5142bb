import { encodeRecord } from '../../log/record-codec';
import type { LedgerDouble, NodeKind } from './ledger-double';
import { mischiefs, type Mischief } from './mischief';
import type { RecordedChain } from './recorded-chain';

/** Something that goes wrong with a node around one ledger. */
export interface Fault {
  readonly name: string;
  /** Kinds of node it can happen to; all when absent. */
  readonly of?: readonly NodeKind[];
  /** Whether ledger `index` is wrong, or can't be had, when it happens there. */
  bites?(chain: RecordedChain, index: number): boolean;
  /** Makes it happen, just before the node has ledger `index`. */
  cause(node: LedgerDouble, index: number): void | Promise<void>;
  /** What is said of it. */
  named(url: string, index: number): string;
  /** It is over. */
  heal?(node: LedgerDouble): void | Promise<void>;
}

function asMischief(name: Mischief): Fault {
  return {
    name,
    // A rippled is asked for each object that transactions touched: it can't leave any out.
    ...(/diff|missing/.test(name) && { of: ['grpc', 'clio'] as const }),
    bites(chain, index) {
      const ledger = chain.ledger(index)!;
      return !encodeRecord(mischiefs[name](ledger)).equals(encodeRecord(ledger));
    },
    cause: (node, index) => void node.mischief.set(index, name),
    named: (_, index) => `a ledger was refused, and its source set aside for 2 s: ledger ${index}:`,
  };
}

export const faults: readonly Fault[] = [
  ...(Object.keys(mischiefs) as Mischief[]).map(asMischief),
  {
    name: 'a hole',
    cause: (node, index) => void node.holes.add(index),
    named: (url, index) => `ledger ${index} could not be fetched: ${url}`,
  },
  {
    name: 'a hang',
    cause: (node) => node.hang(true),
    named: (url) => `${url} did not`,
    heal: (node) => node.hang(false),
  },
  {
    name: 'refusals',
    cause: (node) => node.refuse(true),
    named: (url) => `${url}: `,
    heal: (node) => node.refuse(false),
  },
  {
    name: 'a dropped connection',
    of: ['clio', 'rippled'],
    cause: (node) => node.drop(),
    named: (url) => `${url} closed the connection`,
  },
  { name: 'an outage', cause: (node) => node.stop(), named: (url) => url, heal: (node) => node.restart() },
  {
    name: 'an amendment that it does not know',
    of: ['clio', 'rippled'],
    cause: (node) => {
      node.amendmentBlocked = true;
      node.drop(); // it is asked how it is when it is connected to
    },
    named: (url) => `${url} is amendment blocked`,
  },
];
