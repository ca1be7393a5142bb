import type { IncomingMessage } from 'node:http';

/** Whether a client wants to go on in WebSocket, and not in HTTP/2 (h2c) or anything else. */
export const asksForWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.trim().toLowerCase() === 'websocket';

/**
 * A request's head without the wish to go on in another protocol: who does not share the wish answers as though it had
 * not been made (RFC 9110). Java's client wishes for h2c with every first request; node leaves no other way to decline.
 */
export function withoutWish({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  let head = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]!.toLowerCase() !== 'upgrade') head += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`;
  }
  return Buffer.from(`${head}\r\n`, 'latin1');
}
