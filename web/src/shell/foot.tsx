import type { ServerInfo } from '../node/answers';
import { useAnswer } from '../node/use-answer';

const networks: Record<number, string> = {
  0: 'the main network or one like it',
  1: 'the test network',
  2: 'the dev network',
};

export function Foot() {
  const { answer } = useAnswer<ServerInfo>('server_info');
  const info = answer?.info;
  return (
    <footer class="foot">
      <div class="foot-inner">
        <span>
          Millrace {info?.millrace_version}
          {info && `, on ${networks[info.network_id] ?? `network ${info.network_id}`}`}
        </span>
        <span>
          The same port answers JSON-RPC and WebSocket: <a href="/console">try it</a>, or read its{' '}
          <a href="/openapi.json" target="_blank" rel="noreferrer">
            OpenAPI description
          </a>
          .
        </span>
      </div>
    </footer>
  );
}
