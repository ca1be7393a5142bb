import { readText } from '../../../api/as-rippled/json-reader';

/** What is read, or what is said of a text that is not taken. */
function read(text: string): unknown {
  const found = readText(text);
  return 'complaint' in found ? found.complaint : found.value;
}

const at = (column: number, message: string, line = 1) => `* Line ${line}, Column ${column}\n  ${message}\n`;
const see = (column: number) => `See Line 1, Column ${column} for detail.\n`;

it.each<[string, unknown]>([
  ['{"a":4294967295,"b":-2147483648}', { a: 4294967295, b: -2147483648 }],
  ['{"a":1.5e300,"b":-0.25,"c":[true,false,null]}', { a: 1.5e300, b: -0.25, c: [true, false, null] }],
  ['{"a":"4294967296:"}', { a: '4294967296:' }],
  [' [1,[2,[3]],{"a":{}}]\r\n', [1, [2, [3]], { a: {} }]],
  ['{"\\u0061\\n":"\\ud83d\\ude00"}', { 'a\n': '😀' }],
  ['null', null],
])('reads %s as JSON is read', (text, value) => {
  expect(read(text)).toEqual(value);
});

it.each<[string, unknown, string]>([
  ['{"a":1}x', { a: 1 }, '{"a":1}'],
  ['{"a":1}{"a":2}', { a: 1 }, '{"a":1}'],
  ['//x\n{"a":1}', { a: 1 }, '{"a":1}'],
  ['/* x */{/**/"a"/', "Missing ':' after object member name", ''],
  ['{/*,*/"a":/**/1/* * / */,//"a":2,\r"b":[2/**/,/**/3//\n]}//', { a: 1, b: [2, 3] }, '{"a":1,"b":[2,3]}'],
  ['{"a":007,"b":-0,"c":1.,"d":-.5,"e":1.5.7,"f":1+2}', { a: 7, b: 0, c: 1, d: -0.5, e: 1.5, f: 1 }, expect.anything()],
  ['{"a":"\t\n","b":"\\/\\b\\f\\r\\"\\\\"}x', { a: '\t\n', b: '/\b\f\r"\\' }, expect.anything()],
  ['{"":1,}', { '': 1 }, '{"":1}'],
  ['{"a":1/**/;"b":2}', { a: 1, b: 2 }, '{"a":1,"b":2}'],
  ['{"__proto__":1}x', JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
  ['{"a":"\\ud83d\\u0e00"}', { a: String.fromCodePoint(0x1f600) }, expect.anything()],
])('reads %s, and tells it as plain JSON', (text, value, plain) => {
  if (typeof value === 'string') return expect(read(text)).toContain(value);
  expect(readText(text)).toEqual({ value, text: plain });
});

it.each<[string, string]>([
  ['', at(1, 'Syntax error: value, object or array expected.')],
  [' ', at(2, 'Syntax error: value, object or array expected.')],
  ['not json', at(1, 'Syntax error: value, object or array expected.')],
  ['{"a":}', at(6, 'Syntax error: value, object or array expected.')],
  ['{"a":NaN}', at(6, 'Syntax error: value, object or array expected.')],
  ['{"a":"x}', at(6, 'Syntax error: value, object or array expected.')],
  ['/* ', at(1, 'Syntax error: value, object or array expected.')],
  ['\0', at(1, 'Syntax error: value, object or array expected.')],
  ['[/**/]', at(6, 'Syntax error: value, object or array expected.')],
  ['[1,]', at(4, 'Syntax error: value, object or array expected.')],
  ['true', at(1, 'A valid JSON document must be either an array or an object value.')],
  [' 1', at(1, 'A valid JSON document must be either an array or an object value.')],
  ['"x"', at(1, 'A valid JSON document must be either an array or an object value.')],
  ['{', at(2, "Missing '}' or object member name")],
  ["{'a':1}", at(2, "Missing '}' or object member name")],
  ['{"a":1,}', at(8, "Missing '}' or object member name")],
  ['{"a"}', at(5, "Missing ':' after object member name")],
  ['{"method":"ping"', at(17, "Missing ',' or '}' in object declaration")],
  ['{"a":[1 2]}', at(9, "Missing ',' or ']' in array declaration")],
  ['{"a":1,"a":1}', at(8, "Key 'a' appears twice.")],
  ['{"x":{"a":1,"\\u0061":1}}', at(13, "Key 'a' appears twice.")],
  ['{"a":4294967296}', at(6, "'4294967296' exceeds the allowable range.")],
  ['{"a":[1,-2147483649]}', at(9, "'-2147483649' exceeds the allowable range.")],
  ['{"a":-}', at(6, "'-' is not a valid number.")],
  ['{"a":--1}', at(6, "'--1' is not a number.")],
  ['{"a":-.}', at(6, "'-.' is not a number.")],
  ['{"a":1e}', at(6, "'1e' is not a number.")],
  ['{"é":1,\r\n"b":\n\r 4294967296}', at(2, "'4294967296' exceeds the allowable range.", 4)],
  ['{"é":4294967296}', at(7, "'4294967296' exceeds the allowable range.")],
  ['{"a":"x\\yz"}', at(6, 'Bad escape sequence in string') + see(10)],
  ['{"a":"\\u12"}', at(6, 'Bad unicode escape sequence in string: four digits expected.') + see(9)],
  ['{"a":"\\u12x4"}', at(6, 'Bad unicode escape sequence in string: hexadecimal digit expected.') + see(12)],
  ['{"a":"\\ud83d"}', at(6, 'additional six characters expected to parse unicode surrogate pair.') + see(13)],
  [
    '{"a":"\\ud83d......"}',
    at(6, 'expecting another \\u token to begin the second half of a unicode surrogate pair') + see(13),
  ],
])('says of %j what rippled says', (text, complaint) => {
  expect(read(text)).toBe(complaint);
});

it('takes 25 values inside of the outermost one, and no more', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(read(nested(26))).toBeInstanceOf(Array);
  expect(read(nested(27))).toBe(at(27, 'Syntax error: maximum nesting depth exceeded'));
  expect(read(`${'['.repeat(26)}1`)).toBe(at(27, 'Syntax error: maximum nesting depth exceeded'));
});

it.each([
  '{"a":"' + '\\"'.repeat(490_000),
  '/**'.repeat(300_000),
  '//\r'.repeat(300_000),
  `{"a":${'1'.repeat(900_000)}`,
  '['.repeat(900_000),
  `[${'[],'.repeat(300_000)}`,
  `{${Array.from({ length: 60_000 }, (_, i) => `"${i}":1,`).join('')}`,
])('reads a long text that is no JSON once', (text) => {
  expect(typeof read(text)).toBe('string');
});

it('says nothing of a text of more than a million bytes', () => {
  expect(readText(`{"a":"${'x'.repeat(1_000_000)}"}`)).toEqual({ complaint: '' });
  expect(readText(`{"a":"${'é'.repeat(500_000)}"}`)).toEqual({ complaint: '' });
});
