/** rippled's reader of JSON takes less than JSON is: whole numbers of 32 bits, and 25 levels. */

const deepest = 25;
const [smallest, largest] = [-(2 ** 31), 2 ** 32 - 1];

const isOfNumber = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2b || code === 0x2d || code === 0x65 || code === 0x45;

/** What it says of a text that it does not take; `undefined` for one that it does, if it is JSON. One pass, whatever comes. */
export function complaintAbout(text: string): string | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) return 'Syntax error: maximum nesting depth exceeded';
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const begin = i;
      while (isOfNumber(text.charCodeAt(i + 1))) i += 1;
      const token = text.slice(begin, i + 1);
      if (isTooLarge(token)) return `* Line 1, Column ${begin + 1}\n  '${token}' exceeds the allowable range.\n`;
    }
  }
  return undefined;
}

function isTooLarge(token: string): boolean {
  if (/[.eE]/.test(token)) return false;
  const number = Number(token);
  return number > largest || number < smallest;
}
