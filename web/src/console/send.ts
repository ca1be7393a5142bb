export interface Reply {
  /** What came back, parsed where it is JSON. */
  readonly body: unknown;
  /** Milliseconds from sending to having it. */
  readonly took: number;
  readonly bytes: number;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export async function sendByHttp(method: string, params: object): Promise<Reply> {
  const began = performance.now();
  const response = await fetch('/', { method: 'POST', body: JSON.stringify({ method, params: [params] }) });
  const text = await response.text();
  return { body: parsed(text), took: performance.now() - began, bytes: new Blob([text]).size };
}

/** A connection of the console's own, so that what is subscribed to here comes here and nowhere else. */
export class ConsoleSocket {
  private socket: Promise<WebSocket> | undefined;
  private waiting: { began: number; resolve: (reply: Reply) => void } | undefined;

  constructor(private readonly onMessage: (message: unknown) => void) {}

  async send(command: string, params: object): Promise<Reply> {
    const socket = await (this.socket ??= this.open());
    return new Promise((resolve) => {
      this.waiting = { began: performance.now(), resolve };
      socket.send(JSON.stringify({ id: 'console', command, ...params }));
    });
  }

  close(): void {
    void this.socket?.then((socket) => socket.close());
  }

  private open(): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${location.protocol.replace('http', 'ws')}//${location.host}/`);
      socket.onopen = () => resolve(socket);
      socket.onclose = () => {
        this.socket = undefined;
        reject(new Error('The connection was closed.'));
      };
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        const body = parsed(data);
        const answers = (body as { id?: unknown }).id === 'console';
        if (!answers || !this.waiting) return this.onMessage(body);
        const { began, resolve: answered } = this.waiting;
        this.waiting = undefined;
        answered({ body, took: performance.now() - began, bytes: new Blob([data]).size });
      };
    });
  }
}
