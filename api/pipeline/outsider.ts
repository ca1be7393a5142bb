import type { Pipeline } from '../../schemas/pipeline';

const kinds = {
  grpc: 'a node (gRPC)',
  websocket: 'a node (WebSocket)',
  archive: 'an archive',
  recording: 'a recording',
};

/** The picture for those who are not the operator: without the names of machines and the addresses of nodes. */
export function forOutsiders({ processes, sources, verification, ...rest }: Pipeline): Pipeline {
  const lastRefusal = verification?.lastRefusal;
  return {
    ...rest,
    processes: processes.map(({ host: _host, pid: _pid, ...process }) => process),
    sources: sources.map(({ why, ...source }) => ({
      ...source,
      name: kinds[source.kind],
      ...(why !== undefined && { why: source.state }),
    })),
    ...(verification && {
      verification: {
        ...verification,
        ...(lastRefusal && { lastRefusal: { ...lastRefusal, reason: 'it failed verification' } }),
      },
    }),
  };
}
