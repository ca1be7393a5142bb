import ipaddr from 'ipaddr.js';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { AddressList } from '../address-list';

/** `for=` of one element of `Forwarded` (RFC 7239). */
const forwardedFor = /(?:^|;)\s*for\s*=\s*("[^"]*"|[^;\s]*)/i;

/**
 * Whose request it is: the nearest address on its way that is no proxy of ours. What a client says of itself counts for
 * nothing, since only the hops that trusted proxies added are believed.
 *
 * @param peer whoever the connection is from
 */
export function clientAddress(peer: string, headers: IncomingHttpHeaders, proxies: AddressList): string {
  let address = plain(peer);
  if (!proxies.has(address)) return address;
  for (const hop of hops(headers).reverse()) {
    address = hop;
    if (!proxies.has(hop)) break;
  }
  return address;
}

/** An IPv4 address that came over an IPv6 socket, as what it is. */
export const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);

/** An address in the one way in which sockets tell it, so that each is counted once; what is none as it is. */
export const canonical = (text: string): string => (isIP(text) > 0 ? ipaddr.process(text).toString() : text);

/** From the client on, each as the proxy after it saw it. */
function hops(headers: IncomingHttpHeaders): string[] {
  const listed = headers['x-forwarded-for'];
  const text = Array.isArray(listed) ? listed.join(',') : listed;
  if (text !== undefined) return text.split(',').flatMap((hop) => (hop.trim() === '' ? [] : addressIn(hop)));
  const elements = (headers['forwarded'] ?? '').split(',').filter((element) => element.trim() !== '');
  // A hop that doesn't say whom it served is no reason to believe what stands before it.
  return elements.map((element) => addressIn(forwardedFor.exec(element)?.[1] ?? 'unknown'));
}

/** Proxies put IPv6 addresses in brackets, add ports, and in `Forwarded` quote what has either. */
function addressIn(hop: string): string {
  const text = hop.trim().replace(/^"(.*)"$/, '$1');
  const bracketed = /^\[([^\]]*)\]/.exec(text)?.[1];
  return canonical(bracketed ?? text.replace(/^([^:]*):\d+$/, '$1'));
}
