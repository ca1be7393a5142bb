import type { Logger } from '../kit/logger';
import { NodeError } from '../rippled/node-error';
import type { Nodes } from '../rippled/nodes';
import type { ErrorName } from '../schemas/errors';
import { StoreUnavailable } from '../store/port';
import type { Reader } from '../store/read/reader';
import { AddressList } from './address-list';
import { isInForce } from './amendments';
import { adminMethods } from './as-rippled/admin-methods';
import { isForwardedAsRippled, namesTwoMethods } from './as-rippled/calls';
import { namesOpenLedger } from './as-rippled/current-ledger';
import { FirstLedger } from './as-rippled/first-ledger';
import { asRippled, weightsAsRippled } from './as-rippled/registry';
import type { Call } from './call';
import type { Context } from './context';
import { Counters } from './counters';
import type { Outcome } from './envelope';
import { readParams, usesDeprecated } from './fields/field';
import { findPaths, forward, forwardingError, isForRippled } from './forwarding';
import { invalidParams, RpcError } from './rpc-error';
import { without } from './json';
import type { AnyMethod } from './method';
import { NotKnownYet } from './instant-reader';
import { LikenessChoice, type Likeness, type Peer } from './likeness';
import { methods } from './registry';
import type { Service } from './service';
import type { Subscriber } from './streams/subscriber';
import { Tip } from './tip';
import type { WarningName } from './warnings';

/** Seconds after which the newest ledger counts as old, as Clio has it. */
const outdatedAfter = 60;
/** Calls under way at a time. */
const mostRunning = 4096;

export interface DispatcherOptions {
  readonly table?: ReadonlyMap<string, AnyMethod>;
  /** Clients of the operator. */
  readonly admins?: AddressList;
  readonly counters?: Counters;
  /** Whose answers these are like. */
  readonly likeness?: Likeness;
  /** Where the state was not known when serving began. */
  readonly instant?: Instant | undefined;
}

/** Serving before the state is known: what the tables can't answer yet a node is asked. */
export interface Instant {
  readonly reader: { readonly over: boolean };
  /** For methods that no node knows: it has single objects from a node. */
  readonly helped: Reader;
}

/** What is not here yet may well be there. */
const perhapsElsewhere: ReadonlySet<ErrorName> = new Set([
  'lgrNotFound',
  'txnNotFound',
  'transactionNotFound',
  'lgrIdxsInvalid',
  'lgrIdxMalformed',
  'invalidLgrRange',
]);

/** Takes each call to its method, and whatever happens there to an answer. */
export class Dispatcher {
  private readonly tip: Tip;
  private readonly firstLedger: FirstLedger;
  private running = 0;
  private readonly table: ReadonlyMap<string, AnyMethod>;
  private readonly admins: AddressList;
  private readonly counters: Counters;
  private readonly instant: Instant | undefined;
  private readonly likeness: LikenessChoice;

  constructor(
    private readonly reader: Reader,
    private readonly service: Service,
    private readonly logger: Logger,
    /** Where to send what only rippled knows; without, it is answered connectionError. */
    private readonly nodes: Nodes | undefined,
    options: DispatcherOptions = {},
  ) {
    const { table = methods, admins = new AddressList([]), counters = new Counters(), likeness = 'clio' } = options;
    this.table = table;
    this.admins = admins;
    this.counters = counters;
    this.instant = options.instant;
    this.likeness = new LikenessChoice(likeness);
    this.tip = new Tip(reader);
    this.firstLedger = new FirstLedger(reader);
  }

  /** The text of the answer, as `render` wraps it. Never rejects: what goes wrong is logged and answered. */
  async answer(call: Call, render: (outcome: Outcome) => string, subscriber?: Subscriber): Promise<string> {
    const finish = this.counters.begin(call.method);
    // Rather refused at once than answered when nobody waits any more.
    if (this.running >= mostRunning) {
      const busy = { answer: new RpcError('tooBusy') };
      finish(busy);
      return render(busy);
    }
    this.running += 1;
    const outcome = await this.outcome(call, subscriber);
    this.running -= 1;
    finish(outcome);
    try {
      return render(outcome);
    } catch (error) {
      return render({ ...outcome, answer: this.asError(call, error) });
    }
  }

  /** Whose way of answering is in use. */
  get peer(): Peer {
    return this.likeness.peer;
  }

  /** Calls under way. */
  get underWay(): number {
    return this.running;
  }

  /** How many requests a call of the method counts for; what is forwarded costs a node more than it costs us. */
  weightOf(method: string): number {
    const known = this.table.get(method);
    if (known) return known.weight ?? 1;
    return (this.peer === 'rippled' ? weightsAsRippled.get(method) : undefined) ?? 2;
  }

  /** Whether there is a ledger to answer from. */
  async ready(): Promise<boolean> {
    return (await this.tip.read().catch(() => undefined)) !== undefined;
  }

  private isOperators({ isAdmin, clientAddress }: Call): boolean {
    return isAdmin === true || this.admins.has(clientAddress);
  }

  private async outcome(call: Call, subscriber: Subscriber | undefined): Promise<Outcome> {
    try {
      const tip = await this.tip.read();
      if (!tip) return { answer: await this.elsewhere(call, new RpcError('notReady')) };
      await this.likeness.decide(this.reader, tip.newest);
      const { service, nodes } = this;
      const reader = this.table.get(call.method)?.neverForwarded ? (this.instant?.helped ?? this.reader) : this.reader;
      const { apiVersion, transport, clientAddress } = call;
      const { newest, closedAt } = tip;
      const range = this.peer === 'rippled' ? await this.firstLedger.among(tip.range) : tip.range;
      const warnings: WarningName[] = ['validatedOnly'];
      if (service.now() / 1000 - closedAt >= outdatedAfter) warnings.push('outdated');
      const client = { apiVersion, transport, clientAddress, isAdmin: this.isOperators(call), subscriber };
      const context = { reader, service, nodes, ...client, range, newest };
      const answer = await this.run(call, context, warnings)
        .catch((error: unknown) => this.elsewhere(call, error))
        .catch((error: unknown) => this.asError(call, error));
      return { answer, warnings };
    } catch (error) {
      return { answer: this.asError(call, error) };
    }
  }

  /**
   * What a node says, where the tables don't know the answer yet.
   * @throws what went wrong here, where a node is not to be asked
   */
  private async elsewhere(call: Call, error: unknown): Promise<Outcome['answer']> {
    const isUnknown =
      error instanceof RpcError
        ? error.error === 'notReady' || perhapsElsewhere.has(error.error)
        : error instanceof NotKnownYet;
    const isForwardable = this.nodes && this.instant && !this.instant.reader.over && !this.isOurs(call);
    if (isUnknown && isForwardable) return forward(this.nodes, call, this.isOperators(call));
    throw error;
  }

  /** Whether no node would understand it. */
  private isOurs({ method: name, params }: Call): boolean {
    const method = this.table.get(name);
    return method?.neverForwarded || method?.ownMembers?.some((member) => Object.hasOwn(params, member)) || false;
  }

  private async run(call: Call, context: Context, warnings: WarningName[]): Promise<Outcome['answer']> {
    if (this.peer === 'rippled' && namesTwoMethods(call)) throw new RpcError('unknownCmd');
    // Without a node nobody here knows the method, as at Clio.
    if (call.method === 'path_find' && this.nodes) return findPaths(this.nodes, call, context.subscriber);
    const method = this.table.get(call.method);
    if (!this.isOurs(call) && this.isForRippled(call, context)) {
      if (!this.nodes) throw new RpcError('connectionError');
      return forward(this.nodes, call, context.isAdmin);
    }
    if (this.peer === 'rippled' && adminMethods.has(call.method)) throw new RpcError('forbidden');
    const handler = this.peer === 'rippled' ? asRippled.get(call.method) : undefined;
    if (handler && !method?.since) return handler(call.params, context);
    if (!method || (method.since && !(await isInForce(method.since, context)))) throw new RpcError('unknownCmd');
    const params = readParams(method.fields, call.params, call.apiVersion);
    if (method.exactlyOne) {
      const given = method.exactlyOne.filter((name) => Object.hasOwn(call.params, name));
      if (given.length !== 1) throw invalidParams();
    }
    // Clio puts warnings about the request before those about the server.
    if (usesDeprecated(method.fields, call.params)) warnings.unshift('deprecated');
    return method.run(params as never, context);
  }

  private isForRippled(call: Call, { isAdmin, newest }: Context): boolean {
    const connected = this.nodes !== undefined;
    if (this.peer === 'clio') return isForRippled(call, connected, isAdmin);
    const params = without(call.params, 'queue');
    // What is wrong with asking a closed ledger for its queue is said here.
    if (isForRippled({ ...call, params }, connected, isAdmin) || isForwardedAsRippled(call)) return true;
    return connected && namesOpenLedger(call.method, call.params, newest.ledgerIndex);
  }

  private asError({ method, transport, apiVersion }: Call, error: unknown): RpcError {
    if (error instanceof RpcError) return error;
    if (error instanceof NodeError) {
      const answer = forwardingError(error);
      this.logger.warn({ err: error, method }, `a request could not be forwarded: answered ${answer.error}`);
      return answer;
    }
    if (error instanceof NotKnownYet) return new RpcError('notReady');
    if (error instanceof StoreUnavailable) {
      this.logger.warn({ err: error, method }, 'the tables could not be read: answered tooBusy');
      return new RpcError('tooBusy');
    }
    this.logger.error({ err: error, method, transport, apiVersion }, 'a method failed: answered internal');
    return new RpcError('internal');
  }
}
