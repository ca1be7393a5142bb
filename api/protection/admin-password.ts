import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const scheme = 'Password ';
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Tells the operator's requests by a password, as Clio does: they come with `Authorization: Password HASH`, the SHA-256
 * of the password in hexadecimal, and over WebSocket with the handshake.
 */
export class AdminPassword {
  private readonly expected: Buffer | undefined;

  /** @param password without one nobody has it */
  constructor(password: string | undefined) {
    this.expected = password === undefined ? undefined : sha256(sha256(password).toString('hex').toUpperCase());
  }

  isIn({ authorization }: IncomingHttpHeaders): boolean {
    if (!this.expected || !authorization?.startsWith(scheme)) return false;
    // Hashed once more, so that both are of one length and the time it takes tells nothing.
    return timingSafeEqual(this.expected, sha256(authorization.slice(scheme.length).toUpperCase()));
  }
}
