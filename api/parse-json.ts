/** A request whose JSON nests deeper is refused as malformed, as Clio does. */
const maxDepth = 32;

/** The members of a request as the client sent them. */
export type RequestObject = Record<string, unknown>;

/** The JSON object in `text`; `undefined` when it is something else, or not JSON, or nests too deep. */
export function parseObject(text: string): RequestObject | undefined {
  const value = parse(text);
  return isObject(value) ? value : undefined;
}

/** The JSON array in `text`, as `parseObject` reads objects. */
export function parseArray(text: string): unknown[] | undefined {
  const value = parse(text);
  return Array.isArray(value) ? value : undefined;
}

function parse(text: string): unknown {
  if (tooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is RequestObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Looks at the text, so that nothing deep is ever built. */
function tooDeep(text: string): boolean {
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
      if (depth > maxDepth) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
