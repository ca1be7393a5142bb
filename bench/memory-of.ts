import { readFileSync } from 'node:fs';

/** What Linux says of a process: all that is resident, now or at most so far, and of it what is no page of a file. */
type Kind = 'VmRSS' | 'VmHWM' | 'RssAnon';

/** Bytes of memory of a process; `undefined` when it has just ended, or this isn't Linux. */
export function memoryOf(pid: number, kind: Kind): number | undefined {
  try {
    const [, kilobytes] =
      new RegExp(`^${kind}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
  } catch {
    return undefined;
  }
}
