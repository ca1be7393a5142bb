import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/**
 * The baseline of the streams benchmark, a program of its own: a `ws` server that answers every message with one
 * text and holds its connections, with nothing else to remember of them.
 */
function main(): void {
  const server = createServer();
  const webSocket = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
  webSocket.on('connection', (socket) => {
    socket.on('message', () => socket.send('{"result":{},"status":"success","type":"response"}'));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1', () => console.log(`listens on ${(server.address() as AddressInfo).port}`));
}

main();
