import type { LedgerSpan } from '../../../schemas/pipeline';

/** Of server_info's complete_ledgers, such as "3-215,300"; none while it says "empty". */
export function parseSpans(text: string): LedgerSpan[] {
  return text.split(',').flatMap((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (!match) return [];
    const first = Number(match[1]);
    return [{ first, last: match[2] === undefined ? first : Number(match[2]) }];
  });
}
