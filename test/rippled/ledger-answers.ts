import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { unknownMethod, type Answer } from './double';
import { byId, type RecordedChain } from './recorded-chain';

/* eslint-disable @typescript-eslint/no-explicit-any */

export interface Served {
  readonly chain: RecordedChain;
  /** The newest validated ledger. */
  newest: number;
  amendmentBlocked: boolean;
  /** Whether it is in standalone mode: without a network, closing ledgers when it is told to. */
  readonly isStandalone?: boolean;
  /** What it waits for before it gives anything of a state, where it is slow to (by gRPC). */
  readonly stateHeld?: Promise<void> | undefined;
  /** A ledger as this node gives it. */
  ledger(index: number): LedgerDiff | undefined;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const success = (result: object) => ({ result, status: 'success' });
const failure = (error: string) => ({ error, error_message: error, status: 'error' });

/** What a node answers when it is asked for ledgers by WebSocket; `clio` knows `diff`, `rippled` does not. */
export function ledgerAnswers(kind: 'rippled' | 'clio', served: Served): Answer {
  const methods: Record<string, (request: Record<string, any>) => Record<string, any>> = {
    server_info: () => {
      const newest = served.chain.ledger(served.newest)!;
      const versions = kind === 'clio' ? { clio_version: '2.3.0' } : { build_version: '2.3.0' };
      const standing = {
        server_state: 'full',
        peers: served.isStandalone ? 0 : 20,
        last_close: { converge_time_s: 0, proposers: served.isStandalone ? 0 : 35 },
      };
      const warning = { id: 1002, message: 'This server is amendment blocked' };
      const blocked = served.amendmentBlocked ? { amendment_blocked: true, warnings: [warning] } : {};
      const validated_ledger = { seq: served.newest, hash: hex(newest.hash) };
      const complete_ledgers = `${served.chain.base}-${served.newest}`;
      return success({
        info: { ...versions, ...(kind === 'rippled' && standing), ...blocked, complete_ledgers, validated_ledger },
      });
    },
    ledger: ({ ledger_index: index, transactions, diff }) => {
      const ledger = served.ledger(index);
      if (!ledger) return failure('lgrNotFound');
      return success({
        ledger_hash: hex(ledger.hash),
        ledger_index: index,
        validated: true,
        ledger: {
          closed: true,
          ledger_data: hex(ledger.header),
          ...(transactions === true && {
            transactions: byId(ledger).map((each) => ({ tx_blob: hex(each.transaction), meta: hex(each.metadata) })),
          }),
          ...(diff === true &&
            kind === 'clio' && {
              diff: ledger.objects.map(({ key, blob }) => ({ object_id: hex(key), object: blob ? hex(blob) : '' })),
            }),
        },
      });
    },
    ledger_entry: ({ ledger_index: index, index: key }) => {
      const ledger = index <= served.newest ? served.ledger(index) : undefined;
      if (!ledger) return failure('lgrNotFound');
      // What this node says of the ledger goes over what the chain has.
      const changed = ledger.objects.find((object) => hex(object.key) === key);
      const blob = changed ? changed.blob : served.chain.object(key, index);
      return blob ? success({ index: key, node_binary: hex(blob), validated: true }) : failure('entryNotFound');
    },
    ledger_data: ({ ledger_index: index, limit, marker = '' }) => {
      if (index > served.newest || index < served.chain.base) return failure('lgrNotFound');
      if (kind === 'clio' && marker !== '' && !served.chain.object(marker, index)) return failure('invalidParams');
      const state: object[] = [];
      let last = marker;
      for (const [key, blob] of served.chain.stateAfter(marker, index)) {
        if (state.length === limit) {
          const next = kind === 'clio' ? last : hex(before(key));
          return success({ ledger_index: index, state, validated: true, marker: next });
        }
        state.push({ index: key, data: hex(blob) });
        last = key;
      }
      return success({ ledger_index: index, state, validated: true });
    },
  };
  return (request) => methods[request['command']]?.(request) ?? unknownMethod(request);
}

/** rippled's marker is the next key minus one, which need not be a key. */
function before(key: string): Buffer {
  return Buffer.from((BigInt(`0x${key}`) - 1n).toString(16).padStart(64, '0'), 'hex');
}
