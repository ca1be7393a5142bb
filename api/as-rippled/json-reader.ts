/** rippled's reader of JSON takes less than JSON is: whole numbers of 32 bits, and 25 levels. */

const deepest = 25;
const [smallest, largest] = [-(2 ** 31), 2 ** 32 - 1];
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[[{]|[\]}]/g;

/** What it says of a text that it does not take; `undefined` for one that it does, if it is JSON. */
export function complaintAbout(text: string): string | undefined {
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') depth -= 1;
    else if (/^-?\d+$/.test(found) && (Number(found) > largest || Number(found) < smallest)) {
      return `* Line 1, Column ${index + 1}\n  '${found}' exceeds the allowable range.\n`;
    }
    if (depth > deepest) return 'Syntax error: maximum nesting depth exceeded';
  }
  return undefined;
}
