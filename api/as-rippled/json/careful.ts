import { Complaint } from './complaint';
import { fraction, wholeNumber } from './numbers';
import { decodeString } from './strings';
import { Tokens } from './tokens';

/** Values inside of one another, the outermost not counted. */
export const deepest = 25;

/**
 * Reads a value as rippled does, which takes more than JSON and less: comments, numbers with zeros before them, control
 * characters in strings, and whatever stands behind; but no member twice.
 * @returns the same as plain JSON
 * @throws Complaint
 */
export function plainJson(text: string): string {
  const reading = new Reading(text);
  reading.value(0);
  return reading.plain.join('');
}

class Reading {
  /** Pieces of plain JSON. */
  readonly plain: string[] = [];
  private readonly tokens: Tokens;

  constructor(private readonly text: string) {
    this.tokens = new Tokens(text);
  }

  value(depth: number): void {
    const { text, plain } = this;
    const token = this.tokens.nextButComments();
    if (depth > deepest) throw new Complaint('Syntax error: maximum nesting depth exceeded', token.start);
    switch (token.kind) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case 'integer':
        plain.push(wholeNumber(text, token));
        return;
      case 'double':
        plain.push(fraction(text, token));
        return;
      case 'string':
        plain.push(JSON.stringify(decodeString(text, token)));
        return;
      case 'true':
      case 'false':
      case 'null':
        plain.push(token.kind);
        return;
      default:
        throw new Complaint('Syntax error: value, object or array expected.', token.start);
    }
  }

  private object(depth: number): void {
    const { text, tokens, plain } = this;
    const names = new Set<string>();
    let name = '';
    for (let separator = '{'; ; separator = ',') {
      const token = tokens.nextButComments();
      // No comma may stand before the end, but behind a member without a name.
      if (token.kind === '}' && name === '') {
        plain.push(separator === '{' ? '{}' : '}');
        return;
      }
      if (token.kind !== 'string') throw new Complaint("Missing '}' or object member name", token.start);
      name = decodeString(text, token);
      const colon = tokens.next();
      if (colon.kind !== ':') throw new Complaint("Missing ':' after object member name", colon.start);
      if (names.has(name)) throw new Complaint(`Key '${name}' appears twice.`, token.start);
      names.add(name);
      plain.push(separator, JSON.stringify(name), ':');
      this.value(depth + 1);
      const behind = tokens.next();
      if (behind.kind !== '}' && behind.kind !== ',' && behind.kind !== 'comment') {
        throw new Complaint("Missing ',' or '}' in object declaration", behind.start);
      }
      // Behind a comment anything is as good as a comma.
      const last = behind.kind === 'comment' ? tokens.nextButComments() : behind;
      if (last.kind === '}') {
        plain.push('}');
        return;
      }
    }
  }

  private array(depth: number): void {
    const { tokens, plain } = this;
    plain.push('[');
    if (tokens.skip(']')) {
      plain.push(']');
      return;
    }
    for (;;) {
      this.value(depth + 1);
      const behind = tokens.nextButComments();
      if (behind.kind !== ']' && behind.kind !== ',') {
        throw new Complaint("Missing ',' or ']' in array declaration", behind.start);
      }
      plain.push(behind.kind);
      if (behind.kind === ']') return;
    }
  }
}
