import { InvalidArgumentError, Option } from 'commander';
import type { Filter } from '../consumers/fan-out/filter';
import { decodeAccountId } from '../xrpl/base58';
import { currencyBytes } from '../xrpl/currency';
import { list } from './setting';

/** Which records of a derived topic are wanted: all, or what every list that is given allows. */
export const filterOptions = (): Option[] => [
  new Option('--types <names>', 'of a topic: only of these transactions (of xrpl.objects: these entries)').argParser(
    list(String),
  ),
  new Option('--accounts <addresses>', 'of a topic: only what these accounts have a part in').argParser(list(address)),
  new Option(
    '--tokens <tokens>',
    'of a topic: only of XRP, of tokens like USD.rISSUER, of MPTs by issuance id',
  ).argParser(list(token)),
];

export function filterOf({ types, accounts, tokens }: Filter): Filter {
  return { ...(types && { types }), ...(accounts && { accounts }), ...(tokens && { tokens }) };
}

function address(text: string): string {
  if (!decodeAccountId(text)) throw new InvalidArgumentError(`${text} is no address.`);
  return text;
}

/** As records have it: hexadecimal in upper case. */
function token(text: string): string {
  if (text === 'XRP') return text;
  if (/^[0-9A-Fa-f]{48}$/.test(text)) return text.toUpperCase();
  const [code = '', issuer, ...rest] = text.split('.');
  if (!currencyBytes(code) || issuer === undefined || rest.length > 0) {
    throw new InvalidArgumentError(`${text} is neither XRP, nor like USD.rISSUER, nor an MPT's issuance id.`);
  }
  return `${code.length === 40 ? code.toUpperCase() : code}.${address(issuer)}`;
}
