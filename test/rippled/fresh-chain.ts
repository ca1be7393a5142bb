import { encode } from 'ripple-binary-codec';
import { ledgerHash, serialiseHeader } from '../../xrpl/header';
import { feeSettings, longTermLedgerHashes, recentLedgerHashes } from '../../xrpl/keylets/singletons';
import type { LedgerDiff, ObjectRecord } from '../../xrpl/ledger-diff';
import { StateTree } from '../../xrpl/state-tree';
import { RecordedChain } from './recorded-chain';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const none = Buffer.alloc(32);
const drops = '100000000000000000';
/** Where the account of a new chain is that has everything. */
const genesisAccount = Buffer.from('2B6AC232AA4C4BE41BF49D2459FA4A0347E1B543A4C92FCEE0821C0201E2E9A8', 'hex');
/** Seconds since 2000-01-01 at which ledger 2 closes; each other one second later. */
const began = 784_111_680;

const genesis: readonly ObjectRecord[] = [
  {
    key: genesisAccount,
    change: 'created',
    blob: blob({
      LedgerEntryType: 'AccountRoot',
      Account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
      Balance: drops,
      Flags: 0,
      OwnerCount: 0,
      PreviousTxnID: hex(none),
      PreviousTxnLgrSeq: 0,
      Sequence: 1,
    }),
  },
  {
    key: feeSettings,
    change: 'created',
    blob: blob({
      LedgerEntryType: 'FeeSettings',
      BaseFee: '000000000000000A',
      Flags: 0,
      ReferenceFeeUnits: 10,
      ReserveBase: 10_000_000,
      ReserveIncrement: 2_000_000,
    }),
  },
];

/**
 * The chain of a rippled that was started in standalone mode without any: the genesis ledger, and after it ledgers without
 * transactions that each remember one hash more.
 *
 * @param first the ledger whose whole state the node still has
 * @param more what the genesis ledger has besides
 */
export function freshChain(first: 1 | 2, last: number, more: readonly ObjectRecord[] = []): RecordedChain {
  const tree = new StateTree();
  const hashes: Buffer[] = [];
  const objects = new Map<string, ObjectRecord>();
  const ledgers: LedgerDiff[][] = [];
  for (let index = 1; index <= last; index++) {
    const changes = index === 1 ? [...genesis, ...more] : closed(index, hashes, objects);
    for (const change of changes) {
      tree.apply(change.key, change.blob);
      objects.set(hex(change.key), change);
    }
    const header = serialiseHeader({
      ledgerIndex: index,
      totalDrops: BigInt(drops),
      parentHash: hashes.at(-1) ?? none,
      transactionHash: none,
      accountHash: tree.rootHash(),
      parentCloseTime: index <= 2 ? 0 : began + index - 3,
      closeTime: index === 1 ? 0 : began + index - 2,
      closeTimeResolution: 30,
      closeFlags: 0,
    });
    hashes.push(ledgerHash(header));
    if (index < first) continue;
    const isState = index === first;
    const all = isState ? [...objects.values()].map((each) => ({ ...each, change: 'created' as const })) : changes;
    ledgers.push([
      {
        ledgerIndex: index,
        kind: isState ? 'state' : 'diff',
        hash: hashes.at(-1)!,
        header,
        segment: 0,
        last: true,
        firstTransaction: 0,
        transactions: [],
        firstObject: 0,
        objects: all.sort((a, b) => a.key.compare(b.key)),
      },
    ]);
  }
  return new RecordedChain(ledgers);
}

/** What a ledger without transactions changes. */
function closed(index: number, hashes: readonly Buffer[], objects: ReadonlyMap<string, ObjectRecord>): ObjectRecord[] {
  const lists = [{ key: recentLedgerHashes, of: hashes.slice(-256) }];
  if ((index - 1) % 256 === 0) {
    lists.push({ key: longTermLedgerHashes(index - 1), of: hashes.filter((_, i) => (i + 1) % 256 === 0) });
  }
  return lists.map(({ key, of }) => ({
    key,
    change: objects.has(hex(key)) ? 'modified' : 'created',
    blob: blob({ LedgerEntryType: 'LedgerHashes', Flags: 0, Hashes: of.map(hex), LastLedgerSequence: index - 1 }),
  }));
}

function blob(object: Record<string, unknown>): Buffer {
  return Buffer.from(encode(object), 'hex');
}
