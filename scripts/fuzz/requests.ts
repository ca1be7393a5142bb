import type { FieldSchema } from '../../api/fields/field';
import type { AnyMethod } from '../../api/method';
import type { Random } from './random';

export interface FuzzRequest {
  readonly transport: 'http' | 'websocket';
  readonly text: string;
}

type Members = Record<string, unknown>;

/** Values at the edges of what members hold, and beyond them. */
const edges: readonly unknown[] = [
  ...[null, true, false, 0, -0, 1, -1, 0.5, 1e308, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, -(2 ** 63)],
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    'validated',
    'current',
    'closed',
    'XRP',
    'USD',
    '\u0000',
    '\ud800',
    '💧',
    '%s',
    '__proto__',
  ],
  ...[
    '0'.repeat(64),
    'F'.repeat(64),
    'f'.repeat(48),
    'A'.repeat(40),
    'z'.repeat(64),
    'A'.repeat(65),
    `${'0'.repeat(64)},0`,
  ],
  ...['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'rrrrrrrrrrrrrrrrrrrrrhoLvTp', 'rrrrrrrrrrrrrrrrrrrrBZbvji', 'r'],
  ...[
    'X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ',
    'C000000C00000001',
    '1e9',
    '2024-11-01T00:06:31Z',
    '9'.repeat(400),
  ],
  ...[
    [],
    [[]],
    [null],
    ['ledger', 7],
    {},
    { '': '' },
    { currency: 'USD' },
    { currency: 'XRP', issuer: 1 },
    { toString: 1 },
  ],
  ...[{ account: 'r', seq: -1 }, { ledger: 2 ** 32, seq: 1 }, { ledger: 5, seq: '1' }, [{}], [[[[]]]]],
];
const commonMembers = [
  'ledger_index',
  'ledger_hash',
  'limit',
  'marker',
  'api_version',
  'id',
  'binary',
  'queue',
  'force_forward',
];
const names = [
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'path_find',
  'submit',
  'fee',
  '',
  ' ',
  'LEDGER',
  'x'.repeat(5000),
];

/** Requests that are nearly right: an example, or members of the declared kinds, with a few things wrong with it. */
export class Requests {
  private readonly methods: readonly (readonly [string, AnyMethod])[];

  constructor(
    private readonly random: Random,
    methods: ReadonlyMap<string, AnyMethod>,
  ) {
    this.methods = [...methods];
  }

  next(): FuzzRequest {
    const { random } = this;
    const transport = random.oneIn(2) ? 'http' : 'websocket';
    const [known, method] = random.pick(this.methods);
    const name: unknown = random.oneIn(25) ? random.pick([...names, ...edges]) : known;
    const params = this.params(method);
    for (let wrong = random.below(3); wrong > 0; wrong -= 1) this.spoil(params, method);
    const request = transport === 'http' ? this.body(name, params) : { ...params, command: name };
    const text = JSON.stringify(request);
    return { transport, text: random.oneIn(12) ? this.damaged(text) : text };
  }

  private params(method: AnyMethod): Members {
    const { random } = this;
    const params: Members = random.oneIn(4) ? {} : { ...method.example };
    for (const [member, { schema }] of Object.entries(method.fields)) {
      if (random.oneIn(6)) params[member] = this.valueOf(schema);
    }
    if (random.oneIn(2)) params['api_version'] = 1 + random.below(3);
    if (random.oneIn(3)) params['id'] = random.pick(edges);
    return params;
  }

  private spoil(params: Members, method: AnyMethod): void {
    const { random } = this;
    const member = random.pick([...Object.keys(method.fields), ...commonMembers]);
    const kind = random.below(4);
    if (kind === 0) delete params[member];
    else if (kind === 1) params[random.pick(names)] = random.pick(edges);
    else if (kind === 2) params[member] = this.nested(params[member] ?? random.pick(edges));
    else params[member] = random.pick(edges);
  }

  /** Of the kind that the declaration tells, and often within its bounds. */
  private valueOf({ type, enum: values, minimum = 0, maximum = 300, items }: FieldSchema): unknown {
    const { random } = this;
    if (values && !random.oneIn(8)) return random.pick(values);
    const kind = Array.isArray(type) ? random.pick(type as readonly string[]) : type;
    if (kind === 'boolean') return random.oneIn(2);
    if (kind === 'integer') return minimum + random.below(Math.min(maximum - minimum, 300) + 2) - 1;
    if (kind === 'array') return Array.from({ length: random.below(5) }, () => this.valueOf(items ?? {}));
    if (kind === 'object' && random.oneIn(2)) {
      const members = ['account', 'owner', 'seq', 'currency', 'issuer', 'accounts', 'asset', 'dir_root', 'sub_index'];
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [random.pick(members), random.pick(edges)]),
      );
    }
    return random.pick(edges);
  }

  private nested(value: unknown): unknown {
    let inner = value;
    for (let depth = this.random.pick([1, 2, 29, 31, 40]); depth > 0; depth -= 1) {
      inner = this.random.oneIn(2) ? [inner] : { a: inner };
    }
    return inner;
  }

  private body(method: unknown, params: Members): unknown {
    const { random } = this;
    if (!random.oneIn(15)) return { method, params: [params] };
    return random.pick<unknown>([
      { method, params },
      { method, params: [params, params] },
      { method, params: [] },
      { method, params: random.pick(edges) },
      { method, params: [random.pick(edges)] },
      { params: [params] },
      [{ method, params: [params] }],
      random.pick(edges),
    ]);
  }

  /** A text with bytes lost, doubled, exchanged or added. */
  private damaged(text: string): string {
    const { random } = this;
    const at = random.below(text.length + 1);
    const noise = String.fromCharCode(random.below(0x300));
    return random.pick([
      text.slice(0, at),
      text.slice(at),
      text.slice(0, at) + noise + text.slice(at + 1),
      text.slice(0, at) + text.slice(at - 9),
      text + text,
      '['.repeat(random.below(20_000)) + text,
      text.replaceAll('"', "'"),
      text.replace(/\d+/, '1'.repeat(1 + random.below(500))),
    ]);
  }
}
