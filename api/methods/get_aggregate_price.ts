import { compareAmounts } from '../../xrpl/amount';
import { currencyText } from '../../xrpl/currency';
import { readCurrency } from '../currency-code';
import { address } from '../fields/address';
import { required, type Field } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { uint32 } from '../fields/scalars';
import { documentId } from '../ledger-entry/members';
import { answeredFrom } from '../ledger-json';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { priceOf } from '../oracle-prices';
import { isObject } from '../parse-json';
import { median, statistics } from '../price-statistics';
import { invalidParams, RpcError } from '../rpc-error';

const mostOracles = 200;
const largestTrim = 25;
const owner = address();

interface OracleId {
  readonly account: Buffer;
  readonly documentId: number;
}

const oracles: Field<OracleId[]> = {
  schema: { type: 'array', description: `The oracles to ask, 1 to ${mostOracles}: account and oracle_document_id.` },
  read(value, _name, apiVersion) {
    if (!Array.isArray(value) || value.length === 0 || value.length > mostOracles) {
      throw new RpcError('oracleMalformed');
    }
    return value.map((each: unknown) => {
      if (!isObject(each) || each['account'] === undefined || each['oracle_document_id'] === undefined) {
        throw new RpcError('oracleMalformed');
      }
      try {
        return {
          account: owner.read(each['account'], 'account', apiVersion),
          documentId: documentId.read(each['oracle_document_id'], 'oracle_document_id', apiVersion),
        };
      } catch {
        throw invalidParams();
      }
    });
  },
};

/** A currency; the method gets its code as rippled shows it. */
const asset: Field<string> = {
  schema: { type: 'string', description: 'A currency: three characters or 40 hexadecimal digits.' },
  read(value) {
    const bytes = typeof value === 'string' ? readCurrency(value) : undefined;
    if (!bytes) throw invalidParams();
    return currencyText(bytes);
  },
};

export const get_aggregate_price = defineMethod({
  summary: 'What several price oracles say of a pair of assets.',
  weight: 2,
  example: {
    base_asset: 'XRP',
    quote_asset: 'USD',
    oracles: [
      { account: 'rLcehHB8jDF6o5iSxnCkx8UYu8DMpUsw5Z', oracle_document_id: 10 },
      { account: 'rnzyrsPK3W3rxtypkVGE5QACXN27KMY5ag', oracle_document_id: 1 },
    ],
  },
  errors: ['lgrNotFound', 'objectNotFound', 'oracleMalformed'],
  fields: {
    ...ledgerFields,
    base_asset: required(asset),
    quote_asset: required(asset),
    oracles: required(oracles),
    time_threshold: uint32({ description: 'Leaves out prices older than the newest by more than so many seconds.' }),
    trim: uint32({
      minimum: 1,
      maximum: largestTrim,
      description: 'Leaves out the lowest and the highest prices, so many per cent of all at either end.',
    }),
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const pair = { base: params.base_asset, quote: params.quote_asset };
    const found = await Promise.all(
      params.oracles.map((each) => priceOf({ ...each, ...pair }, ledger.ledgerIndex, context)),
    );
    const prices = found.filter((price) => price !== undefined);
    if (prices.length === 0) throw new RpcError('objectNotFound');
    const times = prices.map(({ updatedAt }) => updatedAt);
    const [newest, oldest] = [Math.max(...times), Math.min(...times)];
    const { time_threshold: threshold, trim } = params;
    const since = threshold === undefined || threshold >= newest ? oldest : newest - threshold;
    const values = prices.filter(({ updatedAt }) => updatedAt >= since).map(({ value }) => value);
    values.sort(compareAmounts);
    const left = trim === undefined ? 0 : Math.floor((values.length * trim) / 100);
    return {
      ...answeredFrom(ledger),
      time: newest,
      entire_set: statistics(values),
      trimmed_set: trim === undefined ? undefined : statistics(values.slice(left, values.length - left)),
      median: median(values),
    };
  },
});
