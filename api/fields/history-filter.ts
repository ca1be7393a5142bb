import { decodeAccountId } from '../../xrpl/base58';
import { isXrp } from '../../xrpl/currency';
import { MPT_ID_SIZE } from '../../xrpl/mpt';
import type { PartFilter } from '../../xrpl/transaction/part-filter';
import type { Token } from '../../xrpl/transaction/token-in';
import { readCurrency } from '../currency-code';
import { isObject } from '../parse-json';
import { invalidParams, RpcError } from '../rpc-error';
import { account } from './account';
import { type Field, type Params } from './field';
import { oneOf, uint32 } from './scalars';
import { transactionType } from './transaction-type';

type Delegate = NonNullable<PartFilter['delegate']>;

/** What `account_tx` can be asked for. The peers have `delegate` (C#2827, R#6126). */
export const filterFields = {
  direction: oneOf(['sent', 'received'], (name) => `${name}NotString`, {
    description: 'Only what the account sent itself, or only what others sent.',
  }),
  counterparty: account({
    description: 'Only what the account sent and this one was affected by or named in, and what this one sent.',
  }),
  delegate: delegate(),
  destination_tag: uint32({ description: 'Only with this DestinationTag.' }),
  token: token(),
  transaction_type: transactionType('Only of this type, in any case, of which pages are full. In rippled’s way, too.'),
};

interface Filtered {
  readonly type?: number;
  readonly filter?: PartFilter;
}

/** As members of a query; none where nothing of the kind is asked for. */
export function filterOf(params: Params<typeof filterFields>): Filtered {
  const { direction, counterparty, delegate, destination_tag: destinationTag, token, transaction_type: type } = params;
  const filter = { direction, counterparty, delegate, destinationTag, token };
  const isAsked = [type, ...Object.values(filter)].some((wanted) => wanted !== undefined);
  return isAsked ? { filter, ...(type !== undefined && { type }) } : {};
}

/** `{delegate_filter, counter_party}`, with the peers' errors. */
function delegate(): Field<Delegate> {
  return {
    schema: {
      type: 'object',
      description:
        'With `delegate_filter`: `actor` for what others signed for the account, `authorizer` for what it signed for others. ' +
        'With `counter_party`: only that other account. Each transaction is shown with who it was.',
    },
    read(value) {
      if (!isObject(value)) throw invalidParams('delegateNotObject');
      if (!Object.hasOwn(value, 'delegate_filter')) {
        throw invalidParams("Field 'delegate_filter' is required but missing.");
      }
      const { delegate_filter: role, counter_party: address } = value;
      if (role !== 'actor' && role !== 'authorizer') {
        throw invalidParams("Field 'delegate_filter' value must be 'actor' or 'authorizer'.");
      }
      if (address === undefined) return { role };
      const counterparty = typeof address === 'string' ? decodeAccountId(address) : undefined;
      if (!counterparty) throw new RpcError('actMalformed', "Field 'counter_party' value must be a valid account.");
      return { role, counterparty };
    },
  };
}

/** `{currency, issuer}` or `{mpt_issuance_id}`. */
function token(): Field<Token> {
  return {
    schema: {
      type: 'object',
      description:
        'Only what names the token or changed what the account has or owes of it: `currency` and `issuer`, or `mpt_issuance_id`.',
    },
    read(value, name) {
      if (!isObject(value)) throw invalidParams(`${name}NotObject`);
      const { currency: code, issuer: address, mpt_issuance_id: id, ...others } = value;
      const isAlone = Object.keys(others).length === 0 && (id === undefined) !== (code === undefined);
      const token = isAlone && (id === undefined ? issued(code, address) : address === undefined && mpt(id));
      if (!token) throw invalidParams(`Invalid field '${name}', neither currency and issuer nor mpt_issuance_id.`);
      return token;
    },
  };
}

function issued(code: unknown, address: unknown): Token | undefined {
  const currency = typeof code === 'string' ? readCurrency(code) : undefined;
  const issuer = typeof address === 'string' ? decodeAccountId(address) : undefined;
  return currency && issuer && !isXrp(currency, 0) ? Buffer.concat([currency, issuer]) : undefined;
}

const mptIdText = new RegExp(`^[0-9A-Fa-f]{${2 * MPT_ID_SIZE}}$`);

const mpt = (id: unknown): Token | undefined =>
  typeof id === 'string' && mptIdText.test(id) ? Buffer.from(id, 'hex') : undefined;
