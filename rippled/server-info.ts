import type { Message } from './connection';

/** What a server says of itself that matters to who pulls ledgers from it. */
export interface ServerInfo {
  /** The newest ledger it has validated; absent while it has none. */
  readonly newest: number | undefined;
  /** The ledgers it has, as text like `2-5,8-9`, or `empty`. A hint only: it is wrong at times (rippled#5031). */
  readonly complete: string;
  /** Whether `ledger` answers with the changed objects too, as Clio's and Millrace's do. */
  readonly givesDiff: boolean;
  /** A rippled without a network: ledgers close when it is told to, and a long silence is no sign of trouble. */
  readonly isStandalone: boolean;
  /** Why it can't be trusted to follow its network, where it says so itself. */
  readonly blocked: string | undefined;
  /** Such as `rippled 2.3.0`. */
  readonly version: string;
}

/** Ids in `warnings`: of a rippled that has not understood an amendment, and of one whose list of validators is too old. */
const warnings: ReadonlyMap<unknown, string> = new Map([
  [1002, 'amendment blocked'],
  [1003, 'cut off from its network: its list of validators has expired'],
]);

/** @returns nothing when it is no answer to `server_info` */
export function readServerInfo(answer: Message): ServerInfo | undefined {
  const info = ((answer['result'] ?? {}) as Message)['info'] as Message | undefined;
  if (typeof info !== 'object' || info === null) return undefined;
  const validated = info['validated_ledger'] as Message | undefined;
  const givesDiff = 'clio_version' in info || 'millrace_version' in info;
  const kind = 'clio_version' in info ? 'clio' : givesDiff ? 'millrace' : 'rippled';
  const lastClose = info['last_close'] as Message | undefined;
  return {
    newest: validated && Number(validated['seq']),
    complete: text(info['complete_ledgers']) ?? 'empty',
    givesDiff,
    // Of a network it would have peers before it came to be in sync.
    isStandalone: info['server_state'] === 'full' && info['peers'] === 0 && lastClose?.['proposers'] === 0,
    blocked: info['amendment_blocked'] === true ? warnings.get(1002) : (warned(info) ?? warned(answer)),
    version: `${kind} ${text(info[kind === 'rippled' ? 'build_version' : `${kind}_version`]) ?? ''}`.trim(),
  };
}

function warned({ warnings: said }: Message): string | undefined {
  if (!Array.isArray(said)) return undefined;
  return (said as (Message | null)[]).map((each) => warnings.get(each?.['id'])).find((why) => why !== undefined);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
