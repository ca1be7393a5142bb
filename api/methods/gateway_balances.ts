import { addAmounts } from '../../xrpl/amount-arithmetic';
import { amount, amountText, MAX_EXPONENT, parseAmount, type Amount } from '../../xrpl/amount';
import { decodeAccountId, decodeAccountPublic, encodeAccountId } from '../../xrpl/base58';
import { accountIdOf } from '../../xrpl/public-key';
import type { Context } from '../context';
import { account } from '../fields/account';
import { asGiven } from '../fields/as-given';
import { required, type Field } from '../fields/field';
import { ledgerFields } from '../fields/ledger';
import { looseBool } from '../fields/scalars';
import { hex } from '../hex';
import type { JsonObject } from '../json';
import { entryTypeOf } from '../ledger-entry-types';
import { selectLedger } from '../ledger-selection';
import { defineMethod } from '../method';
import { allOwnedBy, requireAccount } from '../owner-directory';
import { invalidParams, RpcError } from '../rpc-error';
import { negated, trustLineOf } from '../trust-line';

/** One address or several, or public keys in base58; the method gets each as an address. */
function hotWallets(): Field<Set<string>> {
  return {
    schema: { type: 'array', description: 'The accounts whose balances are shown apart. One may stand alone.' },
    read(value, name) {
      if (typeof value !== 'string' && !Array.isArray(value)) throw invalidParams(`${name}NotStringOrArray`);
      const all: unknown[] = Array.isArray(value) ? value : [value];
      const ids = all.map((each) => (typeof each === 'string' ? walletId(each) : undefined));
      if (ids.includes(undefined)) throw invalidParams(`${name}Malformed`);
      return new Set(ids.map((id) => encodeAccountId(id!)));
    },
  };
}

function walletId(text: string): Buffer | undefined {
  const key = decodeAccountPublic(text);
  return key ? accountIdOf(key) : decodeAccountId(text);
}

/** Each peer's balances, as `{ address: [{ currency, value }, …] }`. */
class Balances {
  private readonly byPeer = new Map<string, JsonObject[]>();

  add(peer: string, currency: string, value: string): void {
    const known = this.byPeer.get(peer);
    if (known) known.push({ currency, value });
    else this.byPeer.set(peer, [{ currency, value }]);
  }

  has(peer: string): boolean {
    return this.byPeer.has(peer);
  }

  toJson(): JsonObject | undefined {
    return this.byPeer.size === 0 ? undefined : Object.fromEntries(this.byPeer);
  }
}

export const gateway_balances = defineMethod({
  summary: 'What an issuer owes in all, and what its own and frozen accounts hold of that.',
  weight: 5,
  example: { account: 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq' },
  errors: ['actNotFound', 'lgrNotFound', 'actMalformed', 'clioInvalidHotWallet'],
  fields: {
    account: required(asGiven(account())),
    hotwallet: hotWallets(),
    strict: looseBool({ description: 'Accepted for compatibility; an account is always an address or a public key.' }),
    ...ledgerFields,
  },
  async run(params, context) {
    const ledger = await selectLedger(params, context);
    const { value: id, given } = params.account;
    await requireAccount(id, ledger.ledgerIndex, context);
    const { hot, members } = await balancesOf(id, params.hotwallet ?? new Set(), ledger.ledgerIndex, context);
    for (const peer of params.hotwallet ?? []) if (!hot.has(peer)) throw new RpcError('clioInvalidHotWallet');
    return { ...members, account: given, ledger_index: ledger.ledgerIndex, ledger_hash: hex(ledger.hash) };
  },
});

/** Everything over an issuer's trust lines, and which of the hot wallets have any of it. */
export async function balancesOf(issuer: Buffer, wallets: ReadonlySet<string>, ledgerIndex: number, context: Context) {
  const address = encodeAccountId(issuer);
  const [hot, frozen, assets] = [new Balances(), new Balances(), new Balances()];
  const obligations = new Map<string, Amount>();
  for (const { blob } of await allOwnedBy(issuer, ledgerIndex, context)) {
    if (entryTypeOf(blob) !== 'RippleState') continue;
    // An issuer's balance is below zero by what the other account holds of it (C#441).
    const { peer, currency, balance, own } = trustLineOf(blob, address);
    if (balance === '0') continue;
    if (wallets.has(peer)) hot.add(peer, currency, negated(balance));
    else if (!balance.startsWith('-')) assets.add(peer, currency, balance);
    else if (own.freeze) frozen.add(peer, currency, negated(balance));
    else obligations.set(currency, sum(obligations.get(currency), parseAmount('issued', negated(balance))));
  }
  const owed = [...obligations].map(([currency, owes]) => [currency, amountText(owes)] as const);
  const members: JsonObject = {
    obligations: owed.length === 0 ? undefined : Object.fromEntries(owed),
    balances: hot.toJson(),
    frozen_balances: frozen.toJson(),
    assets: assets.toJson(),
  };
  return { hot, members };
}

/** A sum that no amount can hold is the greatest there is (C#464). */
function sum(a: Amount | undefined, b: Amount): Amount {
  if (!a) return b;
  try {
    return addAmounts(a, b);
  } catch {
    return greatest;
  }
}

const greatest = amount('issued', 9_999_999_999_999_999n, MAX_EXPONENT);
