import { logRange, type Audited } from '../consumers/audit/audit';
import type { Range } from '../consumers/audit/lane';
import { ArchiveLog } from '../log/archive/archive-log';
import { coverage, watermark } from '../schemas/tables/bookkeeping';
import type { DataFolder } from './data-folder';

/** Some ledgers of one log: that at the tip, or of a stretch of history. */
export interface AuditedPart {
  log: ArchiveLog;
  range: Range;
}

export interface AuditedParts {
  /** By their ledgers. */
  parts: AuditedPart[];
  about: Omit<Audited, 'subject'> & Required<Pick<Audited, 'audited'>>;
}

/**
 * The ledgers of a data folder to audit: those asked for, or all that are in the log and its history and visible.
 * @throws Error when there are none
 */
export async function partsToAudit(data: DataFolder, asked: Range | undefined): Promise<AuditedParts> {
  const log = await logRange(data.archive());
  if (!log) throw new Error(`--data ${data.path}: the log is empty, there is nothing to audit`);
  const store = data.store();
  const [visible, shown] = await Promise.all([
    store.get(watermark, { name: 'visible' }),
    store.range(coverage, { name: 'visible' }),
  ]).finally(() => store.close());
  const end = Math.min(log.last, visible?.last ?? 0);
  if (end === 0) throw new Error(`--data ${data.path}: no ledger is visible yet; --source audits an archive alone`);
  const stretches = await data.archiveHistory().stretches();
  const whole = stretches.filter(({ base }) => shown.some(({ first }) => first === base + 1));
  const all = [
    ...whole.map(({ base, last, log: { folder } }) => ({ folder, range: { first: base, last } })),
    { folder: data.logPath, range: { first: log.first, last: end } },
  ];
  const parts = all.flatMap(({ folder, range }) => {
    const first = Math.max(asked?.first ?? 0, range.first);
    // What a log begins with may be another's end, too: alone it could not be told from that.
    const last = Math.min(Math.max(asked?.last ?? end, range.first + 1), range.last);
    return first > last || range.first > (asked?.last ?? end)
      ? []
      : [{ log: new ArchiveLog(folder), range: { first, last } }];
  });
  if (parts.length === 0) {
    const ranges = all.map(({ range }) => `${range.first} to ${range.last}`).join(', ');
    throw new Error(`ledgers ${asked!.first} to ${asked!.last} are not among the visible ones, ${ranges}`);
  }
  const audited = parts.map(({ range }) => range);
  const [first, last] = [audited[0]!.first, audited.at(-1)!.last];
  const bounds = stretches.map(({ base, last }) => ({ first: base, last }));
  return { parts, about: { first, last, log, stretches: bounds, audited } };
}
