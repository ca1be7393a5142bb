/** What is wrong, by what the libraries below say; `other` is the scheme to try where it is one of encryption. */
const causes: readonly (readonly [said: RegExp, cause: (speaks: string, other: string) => string])[] = [
  [/ECONNREFUSED/, () => 'nothing listens at that port'],
  [/ENOTFOUND|EAI_AGAIN|Name resolution failed/, () => 'there is no host of that name'],
  [/wrong version number|packet length too long/, (_, other) => `what answers there does not speak TLS: use ${other}`],
  [
    /self.signed|unable to (verify|get)/,
    (speaks) =>
      `nobody whom we trust has signed its certificate: ${speaks === 'gRPC' ? '--source-ca' : 'NODE_EXTRA_CA_CERTS'} names who may`,
  ],
  [
    /certificate required|bad certificate|handshake failure/,
    () => 'it wants our certificate: --source-cert, --source-key',
  ],
  [
    /Protocol error|Parse Error|Unexpected server response: [234]\d\d/,
    (speaks) =>
      `what answers there does not speak ${speaks}: a node has a port for each of WebSocket, JSON-RPC and gRPC`,
  ],
  [/Unexpected server response: 503/, () => 'it is too busy, or lets this address in again only later (503)'],
  [
    /Failed to connect|socket hang up|ECONNRESET/,
    (speaks, other) => `it hung up before it said anything: perhaps it speaks TLS (${other}), or not ${speaks}`,
  ],
];

/** With TLS and without. */
const others: Readonly<Record<string, string>> = { ws: 'wss://', wss: 'ws://', grpc: 'grpcs://', grpcs: 'grpc://' };

/**
 * Why a node can't be reached, in words that help: what the libraries say is kept where it tells more.
 * @param url of the node, which tells what it should speak
 */
export function whyUnreachable(url: string, said: string): string {
  const scheme = url.slice(0, url.indexOf(':'));
  const speaks = scheme.startsWith('grpc') ? 'gRPC' : 'WebSocket';
  for (const [pattern, cause] of causes) {
    if (pattern.test(said)) return cause(speaks, others[scheme] ?? '');
  }
  const bare = said
    .replace(/^No connection established\. Last error: (Error: )?/, '')
    .replace(/ Resolution note: *$/, '');
  return bare.trim();
}
