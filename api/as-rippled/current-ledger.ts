import type { RequestObject } from '../parse-json';
import { asRippled } from './registry';
import { isGiven } from './request';

const ofNoLedger: ReadonlySet<string> = new Set([
  'account_tx',
  'feature',
  'server_info',
  'subscribe',
  'tx',
  'tx_history',
  'unsubscribe',
  'version',
]);
/** Methods that are about one ledger, which these members name. */
const ofLedger: ReadonlySet<string> = new Set([...asRippled.keys()].filter((name) => !ofNoLedger.has(name)));

const selectors = ['ledger_index', 'ledger_hash', 'ledger'];

/**
 * Whether a request names the open ledger other than by `current`: by its number, or by what is as good as nothing,
 * which rippled takes for it. A request that names none is about the newest validated one.
 */
export function namesOpenLedger(method: string, request: RequestObject, newestIndex: number): boolean {
  if (!ofLedger.has(method)) return false;
  // The old member stands for the index, whatever else is named.
  if (request['ledger'] === 'current' || request['ledger'] === 'closed') return true;
  const named = selectors.filter((name) => Object.hasOwn(request, name));
  const given = named.filter((name) => isGiven(request[name]));
  if (named.length > 0 && given.length === 0) return true;
  const number = given.length === 1 && given[0] !== 'ledger_hash' ? Number(request[given[0]!]) : NaN;
  return number === newestIndex + 1;
}
