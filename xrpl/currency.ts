const SIZE = 20;
const CODE_AT = 12;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const inCode = charactersOf(`${LETTERS}?!@#$%^&*(){}[]|`);
/** rippled's isoCharSet, which has two more than the package knows. */
export const RIPPLED_CODE = charactersOf(`${LETTERS}?!@#$%^&*<>(){}[]|`);

function charactersOf(text: string): Uint8Array {
  const characters = new Uint8Array(128);
  for (const character of text) characters[character.charCodeAt(0)] = 1;
  return characters;
}

/**
 * Whether the 20 bytes at `at` are shown as three characters (xrpl.org, "Currency Codes"): all else zero, and not
 * the text `XRP`, which would be mistaken for the native currency. `<` and `>` are shown as hex, as the package does.
 */
export function isCurrencyCode(bytes: Uint8Array, at: number, characters = inCode): boolean {
  const a = bytes[at + CODE_AT]!;
  const b = bytes[at + CODE_AT + 1]!;
  const c = bytes[at + CODE_AT + 2]!;
  if (a >= 128 || b >= 128 || c >= 128) return false;
  if (characters[a] === 0 || characters[b] === 0 || characters[c] === 0) return false;
  if (a === 0x58 && b === 0x52 && c === 0x50) return false;
  for (let i = at; i < at + CODE_AT; i += 1) if (bytes[i] !== 0) return false;
  for (let i = at + CODE_AT + 3; i < at + SIZE; i += 1) if (bytes[i] !== 0) return false;
  return true;
}

/** Whether the 20 bytes at `at` are all zero, which stands for XRP. */
export function isXrp(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + SIZE; i += 1) if (bytes[i] !== 0) return false;
  return true;
}

/** `XRP`, three characters, or 40 hex digits for the 20 bytes of `bytes` at `at`. */
export function currencyText(bytes: Uint8Array, at = 0, characters = inCode): string {
  if (isXrp(bytes, at)) return 'XRP';
  if (isCurrencyCode(bytes, at, characters)) {
    return String.fromCharCode(bytes[at + CODE_AT]!, bytes[at + CODE_AT + 1]!, bytes[at + CODE_AT + 2]!);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, SIZE)
    .toString('hex')
    .toUpperCase();
}

/** The 20 bytes of `XRP`, a code of three characters, or 40 hex digits; `undefined` for any other text. */
export function currencyBytes(text: string): Buffer | undefined {
  if (text === 'XRP') return Buffer.alloc(SIZE);
  if (text.length === 3) {
    const bytes = Buffer.alloc(SIZE);
    bytes.write(text, CODE_AT, 'latin1');
    return isCurrencyCode(bytes, 0) && currencyText(bytes) === text ? bytes : undefined;
  }
  return /^[0-9A-Fa-f]{40}$/.test(text) ? Buffer.from(text, 'hex') : undefined;
}
