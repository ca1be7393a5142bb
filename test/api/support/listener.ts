import { once } from 'node:events';
import { WebSocket } from 'ws';

/* eslint-disable @typescript-eslint/no-explicit-any */

/** A client of the streams: asks, and keeps every message that isn't an answer, in order. */
export class Listener {
  readonly messages: any[] = [];
  closed: { code: number; reason: string } | undefined;
  private readonly answers: ((answer: any) => void)[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString());
      if (message.type === 'response') this.answers.shift()!(message);
      else this.messages.push(message);
      for (const check of this.waiting) check();
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      for (const check of this.waiting) check();
    });
  }

  static async connect(url: string): Promise<Listener> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new Listener(socket);
  }

  ask(request: object): Promise<any> {
    const answer = new Promise((resolve) => this.answers.push(resolve));
    this.socket.send(JSON.stringify(request));
    return answer;
  }

  /** Resolves once that holds. */
  until(holds: (listener: this) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!holds(this)) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Everything that was on its way when it was called has come. */
  async settled(): Promise<void> {
    await this.ask({ command: 'ping' });
  }

  async end(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close();
    await once(this.socket, 'close');
  }
}
