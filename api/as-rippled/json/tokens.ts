type Mark = '{' | '}' | '[' | ']' | ',' | ':';
type Word = 'true' | 'false' | 'null';

export interface Token {
  readonly kind: Mark | Word | 'string' | 'integer' | 'double' | 'comment' | 'end' | 'error';
  /** Inclusive. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const [quote, backslash] = [0x22, 0x5c];
const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
const marks: ReadonlySet<string> = new Set('{}[],:');
const words: readonly Word[] = ['true', 'false', 'null'];

// Each begins where it is told to.
const number = /[0-9.eE+-]+/y;
const restOfLine = /[^\r\n]*[\r\n]?/y;

/**
 * A text in tokens, as rippled cuts it: numbers run as far as there is anything that numbers are made of, strings may have
 * control characters, and there are comments. Each character is looked at once.
 */
export class Tokens {
  private at = 0;

  constructor(private readonly text: string) {}

  next(): Token {
    this.passSpaces();
    const start = this.at;
    return { kind: this.kind(), start, end: this.at };
  }

  nextButComments(): Token {
    let token = this.next();
    while (token.kind === 'comment') token = this.next();
    return token;
  }

  /** Passes the character, if it is the next one. */
  skip(mark: Mark): boolean {
    this.passSpaces();
    const is = this.text[this.at] === mark;
    if (is) this.at += 1;
    return is;
  }

  private passSpaces(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
  }

  private kind(): Token['kind'] {
    const { text } = this;
    const first = text[this.at];
    if (first === undefined) return 'end';
    if (first === '"') return this.string();
    if (first === '-' || (first >= '0' && first <= '9')) return this.number();
    const word = words.find((each) => text.startsWith(each, this.at));
    if (word) {
      this.at += word.length;
      return word;
    }
    this.at += 1;
    if (marks.has(first)) return first as Mark;
    if (first === '/') return this.comment();
    return first === '\0' ? 'end' : 'error';
  }

  /** A minus in the second place doesn't make a fraction of it, only something that is no number. */
  private number(): 'integer' | 'double' {
    const rest = this.pass(number).slice(1).replace(/^-/, '');
    return /[^0-9]/.test(rest) ? 'double' : 'integer';
  }

  private string(): 'string' | 'error' {
    const { text } = this;
    for (this.at += 1; this.at < text.length; this.at += 1) {
      const code = text.charCodeAt(this.at);
      if (code === backslash) this.at += 1;
      else if (code === quote) {
        this.at += 1;
        return 'string';
      }
    }
    this.at = text.length;
    return 'error';
  }

  private comment(): 'comment' | 'error' {
    const { text } = this;
    const second = text[this.at];
    if (second === '/') {
      this.pass(restOfLine);
      return 'comment';
    }
    const close = second === '*' ? text.indexOf('*/', this.at + 1) : -1;
    this.at = close < 0 ? text.length : close + 2;
    return close < 0 ? 'error' : 'comment';
  }

  /** Passes what the expression finds here, and tells it. */
  private pass(expression: RegExp): string {
    expression.lastIndex = this.at;
    const [found] = expression.exec(this.text) ?? [''];
    this.at += found.length;
    return found;
  }
}
