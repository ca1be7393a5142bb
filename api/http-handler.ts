import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from './dispatch';
import { httpForm } from './as-rippled/http-form';
import { ForwardedAnswer } from './forwarding';
import { mostCalls, readBatch, type BatchedCall } from './http-batch';
import { codingFor, compressed } from './http-compression';
import { clioHttp, type HttpForm } from './http-form';
import type { HttpRefusal, HttpRequest } from './http-request';
import type { AdminPassword } from './protection/admin-password';
import type { AddressLimits } from './protection/address-limits';
import { jsonText } from './json';
import type { PipelinePage } from './pipeline/pipeline-page';
import type { Page } from './page';
import { openApi } from './reference/openapi';
import { invalidParams, RpcError } from './rpc-error';

const json = 'application/json';
const plain = 'text/plain; charset=utf-8';

/** What is there to look at beside the API; nothing, for a server that only answers. */
export interface Shown {
  readonly pipeline?: PipelinePage | undefined;
  readonly page?: Page | undefined;
}

/**
 * Answers JSON-RPC over HTTP: one call, or a batch of them, in the body of a POST to any path. For those who run it, `GET /health` tells that the
 * process answers, `GET /ready` whether it should be sent requests: 503 while no ledger is visible, the tables can't be read,
 * or it is closing. `GET /openapi.json` is the API's own description, `GET /pipeline` the picture of
 * everything from the sources to the clients (`schemas/pipeline.ts`). Any other GET is the page's, where there is one.
 */
export class HttpHandler {
  /** Set when the server closes: each answer is then the last of its connection. */
  draining = false;

  constructor(
    private readonly dispatcher: Dispatcher,
    /** Bytes; a longer body is refused. */
    private readonly maxBody: number,
    private readonly limits: AddressLimits,
    /** Whose request it is. */
    private readonly addressOf: (request: IncomingMessage) => string,
    private readonly password: AdminPassword,
    private readonly shown: Shown,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' && (request.url === '/health' || request.url === '/ready')) {
      const ready = request.url === '/health' || (!this.draining && (await this.dispatcher.ready()));
      send(response, ready ? 200 : 503, plain, ready ? 'yes' : 'not yet', this.draining);
      return;
    }
    if (request.method === 'GET' && request.url === '/openapi.json') {
      return deliver(request, response, { status: 200, type: json, text: jsonText(openApi()), close: this.draining });
    }
    if (request.method === 'GET' && request.url === '/pipeline' && this.shown.pipeline) {
      const text = await this.shown.pipeline.text(this.addressOf(request)).catch((error: unknown) => error as Error);
      if (typeof text === 'string') send(response, 200, json, text, this.draining);
      else send(response, 503, plain, 'The tables can not be read now', this.draining);
      return;
    }
    if (this.shown.page?.answer(request, response)) return;
    if (request.method !== 'POST' && !this.takesAnyMethod(request)) {
      // What a refused request still carries is left unread, so the connection can't be used again.
      send(response, 400, 'text/html', 'Expected a POST request', true);
      return;
    }
    const body = await readBody(request, this.maxBody);
    if (body === undefined) {
      send(response, 413, plain, `The request is longer than ${this.maxBody} bytes`, true);
      return;
    }
    const address = this.addressOf(request);
    const batch = readBatch(body);
    const client = { address, isAdmin: this.password.isIn(request.headers) };
    const answer = batch ? await this.answerAll(batch, client) : await this.answer(body, client);
    await deliver(request, response, { ...answer, close: this.draining || answer.close === true });
  }

  /** rippled looks at no method. A GET is somebody who looks around, and the answer to a HEAD has no body. */
  private takesAnyMethod({ method }: IncomingMessage): boolean {
    return this.dispatcher.peer === 'rippled' && method !== 'GET' && method !== 'HEAD';
  }

  /** Each call of a batch counts, and is answered, as though it had come alone. */
  private async answerAll(calls: readonly BatchedCall[], client: Client): Promise<Answer> {
    if (calls.length > mostCalls) return tooManyCalls;
    const answers = await Promise.all(
      calls.map(({ body }) => {
        const read = this.form.read(body, client.address);
        // No batch is inside of another one, or they would be many more calls.
        return this.answerRead('batch' in read ? { plain: 'Malformed batch request' } : read, body, client);
      }),
    );
    const texts = answers.map(({ type, text }, i) => {
      const members =
        type === json ? text : clioHttp.error(invalidParams(text), { text: calls[i]!.body, id: undefined });
      return `${calls[i]!.opening},${members.slice(1)}`;
    });
    return together(answers, texts);
  }

  private get form(): HttpForm {
    return this.dispatcher.peer === 'rippled' ? httpForm : clioHttp;
  }

  private async answer(body: string, client: Client): Promise<Answer> {
    const read = this.form.read(body, client.address);
    if (!('batch' in read)) return this.answerRead(read, body, client);
    if (read.batch.length > mostCalls) return tooManyCalls;
    const answers = await Promise.all(read.batch.map((each) => this.answerRead(each, body, client)));
    return together(
      answers,
      answers.map(({ text }) => text),
    );
  }

  private async answerRead(
    read: HttpRequest | HttpRefusal | { readonly told: string },
    body: string,
    { address, isAdmin }: Client,
  ): Promise<Answer> {
    const verdict = this.limits.request(address, 'call' in read ? this.dispatcher.weightOf(read.call.method) : 1);
    if (verdict === 'refused' || verdict === 'cut') {
      // What came to no call may be no JSON either.
      const refusal = { text: JSON.stringify(body), id: undefined, ...read };
      return {
        status: 503,
        type: json,
        text: this.form.error(new RpcError('slowDown'), refusal),
        close: verdict === 'cut',
      };
    }
    if ('told' in read) return { status: 200, type: json, text: read.told };
    if ('plain' in read) return { status: read.status ?? 400, type: plain, text: read.plain };
    if ('error' in read) return { status: 400, type: json, text: this.form.error(read.error, read) };
    const text = await this.dispatcher.answer(
      isAdmin ? { ...read.call, isAdmin } : read.call,
      ({ answer, warnings: given }) => {
        const warnings: typeof given = verdict === 'near' && given ? [...given, 'rateLimit'] : given;
        const { form } = this; // which is known by now, be it the first request
        if (answer instanceof RpcError) return form.error(answer, { ...read, request: read.call }, warnings);
        if (answer instanceof ForwardedAnswer) return form.forwarded(answer, warnings ?? [], read.call);
        return form.success(answer, warnings ?? [], read.call);
      },
    );
    this.limits.answered(address, text.length);
    return { status: 200, type: json, text };
  }
}

interface Client {
  readonly address: string;
  readonly isAdmin: boolean;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** The last of its connection. */
  readonly close?: boolean;
}

const tooManyCalls: Answer = {
  status: 400,
  type: plain,
  text: `A batch holds at most ${mostCalls} calls`,
  close: true,
};

/** The answers of a batch, by their texts. */
function together(answers: readonly Answer[], texts: readonly string[]): Answer {
  return { status: 200, type: json, text: `[${texts.join()}]`, close: answers.some(({ close }) => close) };
}

/** Sends an answer, compressed where the client takes that and it pays. */
async function deliver(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const { status, type, text, close = false } = answer;
  const coding = codingFor(request.headers['accept-encoding'], text.length);
  if (coding === undefined) return send(response, status, type, text, close);
  const data = await compressed(text, coding);
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Encoding': coding,
    'Content-Length': data.length,
    Vary: 'Accept-Encoding',
    ...(close && { Connection: 'close' }),
  });
  response.end(data);
}

/** `undefined` when it is longer than `limit`. Rejects when the client goes away. */
function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  if (Number(request.headers['content-length']) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.pause();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()));
    request.on('error', reject);
  });
}

function send(response: ServerResponse, status: number, type: string, text: string, close: boolean): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': length,
    ...(close && { Connection: 'close' }),
  });
  // As text it goes out in one piece with the header. Nearly every answer is ASCII, which needs no encoding.
  response.write(text, length === text.length ? 'latin1' : 'utf8');
  // At once, and not together with the empty piece that `end` adds: one piece takes a shorter way through node.
  response.socket?.uncork();
  response.end();
}
