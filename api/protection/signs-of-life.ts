import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/**
 * Ends a WebSocket whose other end is gone without having said so, or takes nothing of what waits for it: of one that
 * only listens nothing need ever come.
 * @param transport the socket below it
 * @param silence milliseconds in which no byte came or went, after which a ping must be answered within as many
 */
export function expectSignsOfLife(socket: WebSocket, transport: Socket, silence: number): void {
  let asked = false;
  const heard = (): void => void (asked = false);
  socket.on('message', heard).on('ping', heard).on('pong', heard);
  transport.setTimeout(silence);
  transport.on('timeout', () => {
    if (asked || socket.bufferedAmount > 0) return socket.terminate();
    // What is not read, as there is enough to do, would not be heard either.
    if (socket.isPaused) return void transport.setTimeout(silence);
    asked = true;
    socket.ping();
  });
}
