import type { TlsFiles } from '../rippled/grpc-client';
import { GrpcNode } from './node/grpc-node';
import { NodeSource, type NodeSourceOptions } from './node/node-source';
import { WebSocketNode } from './node/web-socket-node';
import { openSource } from './open-source';
import type { Source } from './source';

export interface OpenOptions extends NodeSourceOptions {
  /** For nodes by `grpcs://`. */
  readonly tls?: TlsFiles | undefined;
}

/** Whether it is the address of a node and not a path. */
export const isNode = (place: string): boolean => /^(wss?|grpcs?):\/\//.test(place);

/**
 * What is to be pulled from: one archive or recording, or one or more nodes, which together are one source.
 * @throws Error saying what is wrong with a place
 */
export async function openSources(places: readonly string[], options: OpenOptions): Promise<Source> {
  if (places.every(isNode))
    return new NodeSource(
      places.map((url) => open(url, options)),
      options,
    );
  const [path] = places;
  if (path === undefined || places.length > 1) {
    throw new Error(`--source ${places.join(', ')}: only nodes (ws, wss, grpc, grpcs) can be several`);
  }
  return openSource(path);
}

function open(url: string, { tls }: OpenOptions): GrpcNode | WebSocketNode {
  if (!URL.canParse(url)) throw new Error(`--source ${url}: an address is written like grpc://127.0.0.1:50051`);
  return url.startsWith('ws') ? new WebSocketNode(url) : new GrpcNode(url, tls);
}
