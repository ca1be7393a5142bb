import { isIP, type Socket } from 'node:net';
import { canonical } from './client-address';

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
/** Bytes of a header of version 1 with its end, at most. */
const longestText = 107;
/** Milliseconds that a proxy has to send it. */
const patience = 5_000;

/**
 * The client's address as a proxy gives it before anything else (HAProxy's PROXY protocol, versions 1 and 2); what follows
 * is left in the socket. `undefined` when the proxy speaks for itself (health checks).
 *
 * @throws Error when there is no such header
 */
export function readProxyHeader(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const timer = setTimeout(() => end(new Error('no PROXY header came in time')), patience);
    const end = (error: Error | undefined, address?: string): void => {
      clearTimeout(timer);
      socket.off('readable', look);
      socket.off('close', closed);
      socket.off('error', end);
      if (error) reject(error);
      else resolve(address);
    };
    const closed = (): void => end(new Error('the connection closed before a PROXY header'));
    const look = (): void => {
      for (let chunk = socket.read() as Buffer | null; chunk; chunk = socket.read() as Buffer | null) {
        received = Buffer.concat([received, chunk]);
      }
      try {
        const found = parse(received);
        if (!found) return;
        const rest = received.subarray(found.length);
        if (rest.length > 0) socket.unshift(rest);
        end(undefined, found.address);
      } catch (error) {
        end(error as Error);
      }
    };
    socket.on('readable', look);
    socket.on('close', closed);
    socket.on('error', end);
    look();
  });
}

interface Header {
  address: string | undefined;
  /** Bytes. */
  length: number;
}

/** `undefined` while more has to come. @throws Error */
function parse(bytes: Buffer): Header | undefined {
  const known = Math.min(bytes.length, signature.length);
  if (known > 0 && bytes.subarray(0, known).equals(signature.subarray(0, known))) return parseBinary(bytes);
  return parseText(bytes);
}

function parseText(bytes: Buffer): Header | undefined {
  const end = bytes.subarray(0, longestText).indexOf('\r\n');
  if (end < 0) {
    const begun = bytes.subarray(0, 6).toString('latin1');
    if (bytes.length >= longestText || !'PROXY '.startsWith(begun)) throw new Error('there is no PROXY header');
    return undefined;
  }
  const [word, family, source] = bytes.toString('latin1', 0, end).split(' ');
  if (word !== 'PROXY' || (family !== 'TCP4' && family !== 'TCP6' && family !== 'UNKNOWN')) {
    throw new Error('there is no PROXY header');
  }
  if (family === 'UNKNOWN') return { address: undefined, length: end + 2 };
  if (source === undefined || isIP(source) === 0) throw new Error('a PROXY header without an address');
  return { address: canonical(source), length: end + 2 };
}

function parseBinary(bytes: Buffer): Header | undefined {
  if (bytes.length < 16) return undefined;
  const [versionAndCommand, family] = [bytes[12]!, bytes[13]! >> 4];
  if (versionAndCommand >> 4 !== 2) throw new Error('a PROXY header of an unknown version');
  const length = 16 + bytes.readUInt16BE(14);
  if (bytes.length < length) return undefined;
  const isLocal = (versionAndCommand & 15) === 0;
  if (isLocal || (family !== 1 && family !== 2)) return { address: undefined, length };
  if (length < 16 + (family === 1 ? 12 : 36)) throw new Error('a PROXY header that is too short');
  return { address: family === 1 ? bytes.subarray(16, 20).join('.') : ipv6(bytes.subarray(16, 32)), length };
}

const ipv6 = (bytes: Buffer): string =>
  canonical(Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(':'));
