import type { IncomingHttpHeaders } from 'node:http';
import type { AddressList } from '../address-list';

/** `for=` of one element of `Forwarded` (RFC 7239): an address, in quotes and brackets where it is IPv6, maybe with a port. */
const forwardedFor = /(?:^|;)\s*for\s*=\s*"?\[?([^\]",;]+?)\]?(?::\d+)?"?\s*(?:;|$)/i;

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

/** From the client on, each as the proxy after it saw it. */
function hops(headers: IncomingHttpHeaders): string[] {
  const listed = headers['x-forwarded-for'];
  const text = Array.isArray(listed) ? listed.join(',') : listed;
  if (text !== undefined) return text.split(',').flatMap((hop) => hop.trim() || []);
  return (headers['forwarded'] ?? '').split(',').flatMap((element) => forwardedFor.exec(element)?.[1] ?? []);
}
