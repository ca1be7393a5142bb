import { WebSocket } from 'ws';
import { createApi } from '../../../api/create-api';
import type { Likeness } from '../../../api/likeness';
import type { ServerLimits } from '../../../api/server';
import type { Logger } from '../../../kit/logger';
import type { Nodes } from '../../../rippled/nodes';
import type { Reader } from '../../../store/read/reader';

/* eslint-disable @typescript-eslint/no-explicit-any */

export interface RunningApi {
  port: number;
  http: string;
  ws: string;
  logged: { level: string; fields: any; message: string }[];
  /** The `result` of a call over HTTP. */
  call(method: string, params?: object): Promise<any>;
  post(body: string, init?: RequestInit): Promise<{ status: number; type: string | null; text: string }>;
  /** The first message that answers `text`. */
  send(text: string): Promise<any>;
  close(): Promise<void>;
}

/** A real server on a port of the system's choice. */
export async function runApi(
  reader: Reader,
  limits: Partial<ServerLimits> = {},
  nodes?: Nodes,
  admins: string[] = [],
  likeness?: Likeness,
  adminPassword?: string,
): Promise<RunningApi> {
  const logged: RunningApi['logged'] = [];
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const logger: Logger = { info: at('info'), warn: at('warn'), error: at('error') };
  const api = createApi({
    reader,
    logger,
    version: '1.2.3',
    networkId: 21,
    limits,
    nodes,
    admins,
    adminPassword,
    ...(likeness && { likeness }),
  });
  const port = await api.listen(0, '127.0.0.1');
  const http = `http://127.0.0.1:${port}/`;
  const ws = `ws://127.0.0.1:${port}/`;
  const post: RunningApi['post'] = async (body, init) => {
    const response = await fetch(http, { method: 'POST', body, ...init });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  return {
    port,
    http,
    ws,
    logged,
    post,
    call: async (method, params = {}) =>
      JSON.parse((await post(JSON.stringify({ method, params: [params] }))).text).result,
    send: (text) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(ws);
        socket.on('open', () => socket.send(text));
        socket.on('message', (data: Buffer) => {
          resolve(JSON.parse(data.toString()));
          socket.close();
        });
        socket.on('error', reject);
      }),
    close: () => api.close(),
  };
}
