import ipaddr from 'ipaddr.js';

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Addresses and networks (`192.0.2.0/24`), of either family. */
export class AddressList {
  private readonly networks: readonly Network[];

  /** @throws Error naming what is no address */
  constructor(entries: readonly string[]) {
    this.networks = entries.map(readNetwork);
  }

  has(address: string): boolean {
    if (this.networks.length === 0 || !ipaddr.isValid(address)) return false;
    // `process` shows an IPv4 address that came over an IPv6 socket as what it is.
    const parsed = ipaddr.process(address);
    return this.networks.some((network) => network[0].kind() === parsed.kind() && parsed.match(network));
  }
}

function readNetwork(text: string): Network {
  try {
    const [host] = text.split('/');
    // The library also takes the short forms of IPv4 that mean something else than they look like.
    if (!ipaddr.IPv6.isValid(host!) && !ipaddr.IPv4.isValidFourPartDecimal(host!)) throw new Error();
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    throw new Error(`${text} is no address and no network such as 192.0.2.0/24`);
  }
}
