import { InvalidArgumentError, Option } from 'commander';
import type { Filter } from '../consumers/fan-out/filter';
import { topics } from '../consumers/fan-out/registry';
import { decodeAccountId } from '../xrpl/base58';
import { ledgerEntryTypeNames } from '../xrpl/codec/names';
import { currencyBytes } from '../xrpl/currency';
import { transactionTypeCodes } from '../xrpl/transaction/type-codes';
import { list, Setting } from './setting';

const descriptions = {
  types: 'of topics: only of these transactions (of xrpl.objects: these entries)',
  accounts: 'of topics: only what these accounts have a part in',
  tokens: 'of topics: only of XRP, of tokens like USD.rISSUER, of MPTs by issuance id',
} as const;

const parsers = { types: list(ofTopic(typeName)), accounts: list(ofTopic(address)), tokens: list(ofTopic(token)) };

type FilterName = keyof typeof descriptions;
const names = Object.keys(descriptions) as FilterName[];

/** Which records of derived topics are wanted: all, or what every list that is given allows. */
export const filterOptions = (): Option[] =>
  names.map((name) => new Option(`--${name} <list>`, descriptions[name]).argParser(parsers[name]));

/** The same for a deployment, with a list for each topic. */
export const filterSettings = (): Setting[] =>
  names.map((name) =>
    new Setting(name, '<list>', `${descriptions[name]}; TOPIC:VALUE for one topic alone`).argParser(parsers[name]),
  );

/** What lists of values for all topics (`Payment`) and for one (`xrpl.exchanges:OfferCreate`) mean for a topic. */
export function filterOf(options: Filter, topic: string): Filter {
  const filter: Record<string, readonly string[]> = {};
  for (const name of names) {
    const own = (options[name] ?? []).flatMap((text) => {
      const { only, value } = parts(text);
      return only === undefined || only === topic ? [value] : [];
    });
    if (own.length > 0) filter[name] = own;
  }
  return filter;
}

function parts(text: string): { only: string | undefined; value: string } {
  const [, only, value = text] = /^(xrpl\.[a-z-]+):(.*)$/.exec(text) ?? [];
  return { only, value };
}

function ofTopic(parse: (text: string) => string): (text: string) => string {
  return (text) => {
    const { only, value } = parts(text);
    if (only === undefined) return parse(value);
    if (topics.some(({ name }) => name === only)) return `${only}:${parse(value)}`;
    throw new InvalidArgumentError(`There is no topic ${only}; "millrace topics" lists them.`);
  };
}

let typeNames: ReadonlySet<string> | undefined;

function typeName(text: string): string {
  typeNames ??= new Set([...transactionTypeCodes.keys(), ...ledgerEntryTypeNames()]);
  if (typeNames.has(text)) return text;
  throw new InvalidArgumentError(`${text} is no type of transaction, as Payment is, nor of ledger entry, as Offer is.`);
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
