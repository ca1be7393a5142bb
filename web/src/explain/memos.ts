export interface Memo {
  readonly type: string | undefined;
  readonly format: string | undefined;
  readonly data: string | undefined;
}

/** Text where the bytes are text, the hexadecimal digits elsewhere. */
export function hexText(hex: string): string {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Control characters are a sign that it is no text.
    return /\p{Cc}/u.test(text.replace(/[\t\n\r]/g, '')) ? hex : text;
  } catch {
    return hex;
  }
}

export function memosOf(memos: unknown): Memo[] {
  if (!Array.isArray(memos)) return [];
  return (memos as { Memo: Record<string, string | undefined> }[]).map(({ Memo: memo }) => {
    const read = (name: string): string | undefined => (memo[name] === undefined ? undefined : hexText(memo[name]));
    return { type: read('MemoType'), format: read('MemoFormat'), data: read('MemoData') };
  });
}
