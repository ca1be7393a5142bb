import { classify } from '../../web/src/search/classify';

const hash = 'E568F82D8B1D3F6558788AE56790B13D8A1929F1720FF85BB71A105CEC2B6AB0';
const nft = '00090000CBBC256DD1843B5E4FA415CE15C2EA613899323E08AB7F0700000065';
const gate = 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq';
const places = (text: string): string[] => classify(text).map(({ href }) => href);

test.each([
  ['215', '/ledger/215'],
  ['92,345,678', '/ledger/92345678'],
  ['validated', '/ledger/validated'],
  [` ${gate} `, `/account/${gate}`],
  ['c000004f00000000', '/tx/C000004F00000000'],
  ['000004C463C52827307480341125DA0577DEFC38405B0E3E', '/mpt/000004C463C52827307480341125DA0577DEFC38405B0E3E'],
  [`USD.${gate}`, `/token/USD.${gate}`],
  [`USD:${gate}`, `/token/USD.${gate}`],
  [`USD/${gate}`, `/token/USD.${gate}`],
  [`USD+${gate}`, `/token/USD.${gate}`],
  [`02ca8c9b6fd7db733cd8228156eaa69cb90e1b80.${gate}`, `/token/02CA8C9B6FD7DB733CD8228156EAA69CB90E1B80.${gate}`],
  [`xrp/USD.${gate}`, `/book/XRP/USD.${gate}`],
  [`EUR.${gate} / XRP`, `/book/EUR.${gate}/XRP`],
])('%p leads to %s', (text, href) => {
  expect(places(text)).toEqual([href]);
});

test('64 digits may be a transaction, a ledger, an NFT or an object: they are asked for in this order', () => {
  expect(places(hash.toLowerCase())).toEqual([`/tx/${hash}`, `/ledger/${hash}`, `/nft/${hash}`, `/object/${hash}`]);
  expect(places(nft)[0]).toBe(`/nft/${nft}`);
  expect(classify(hash).every(({ question }) => question !== undefined)).toBe(true);
});

test.each(['', 'hello', 'XRP', 'XRP/XRP', '12345678901', `${hash}0`, 'r', 'rO0lI', `USD.${gate}.x`])(
  '%p is nothing that a ledger holds',
  (text) => {
    expect(classify(text)).toEqual([]);
  },
);
