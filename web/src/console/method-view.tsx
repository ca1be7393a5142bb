import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../format/amount';
import { duration } from '../format/time';
import { Copy } from '../parts/copy';
import { Json } from '../parts/json';
import { Panel, Scroll } from '../parts/panel';
import { curl, type Method } from './reference';
import { ConsoleSocket, sendByHttp, type Reply } from './send';

const keptMessages = 20;

/** A request to one method: written, sent, answered; and what may be in it. */
export function MethodView({ method }: { method: Method }) {
  const { name, summary, example, webSocketOnly } = method;
  const [text, setText] = useState(() => JSON.stringify(example, undefined, 2));
  const [transport, setTransport] = useState(webSocketOnly ? 'websocket' : 'http');
  const [reply, setReply] = useState<Reply>();
  const [wrong, setWrong] = useState('');
  const [messages, setMessages] = useState<readonly unknown[]>([]);
  const socket = useRef<ConsoleSocket | undefined>(undefined);
  useEffect(() => () => socket.current?.close(), []);

  const send = async (): Promise<void> => {
    const params = paramsIn(text);
    if (!params) return setWrong('The parameters are no JSON object.');
    setWrong('');
    try {
      socket.current ??= new ConsoleSocket((message) =>
        setMessages((before) => [message, ...before].slice(0, keptMessages)),
      );
      setReply(transport === 'http' ? await sendByHttp(name, params) : await socket.current.send(name, params));
    } catch (error) {
      setReply(undefined);
      setWrong((error as Error).message);
    }
  };
  const params = paramsIn(text);
  const terminal =
    params &&
    (transport === 'http' ? curl(`${location.origin}/`, name, params) : JSON.stringify({ command: name, ...params }));
  return (
    <div class="stack">
      <Panel title={name} aside={webSocketOnly ? 'over WebSocket only' : undefined}>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <p>{summary}</p>
          <label class="stack tight">
            Parameters, as JSON
            <textarea
              class="mono"
              rows={Math.min(16, Math.max(4, text.split('\n').length + 1))}
              spellcheck={false}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
              }}
            />
          </label>
          <div class="row">
            <button type="submit" class="main" title="Ctrl+Enter">
              Send
            </button>
            <label>
              by{' '}
              <select
                value={transport}
                onChange={({ currentTarget }) => setTransport(currentTarget.value)}
                disabled={webSocketOnly}
              >
                <option value="http">HTTP</option>
                <option value="websocket">WebSocket</option>
              </select>
            </label>
            <button type="button" onClick={() => setText(JSON.stringify(example, undefined, 2))}>
              Example
            </button>
            {terminal !== undefined && (
              <Copy
                text={terminal}
                what={transport === 'http' ? 'as a command for the terminal' : 'the message'}
                label={transport === 'http' ? 'Copy curl' : 'Copy message'}
              />
            )}
          </div>
          {wrong !== '' && (
            <p role="alert" class="minus">
              {wrong}
            </p>
          )}
          {terminal !== undefined && (
            <pre class="json command" tabIndex={0} role="group" aria-label="The request as it is sent">
              {terminal}
            </pre>
          )}
        </form>
      </Panel>
      {reply && (
        <Panel
          title="Answer"
          aside={<span role="status">{`${count(reply.bytes)} bytes in ${duration(reply.took)}`}</span>}
        >
          <Json value={reply.body} label="The answer" />
        </Panel>
      )}
      {messages.length > 0 && (
        <Panel title="What came since" aside={`the newest ${keptMessages}`}>
          <Json value={messages} label="Messages" />
        </Panel>
      )}
      <Parameters method={method} />
    </div>
  );
}

function paramsIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function Parameters({ method: { parameters, errors } }: { method: Method }) {
  return (
    <Panel title="Parameters">
      <Scroll label="Parameters">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">What it is</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ name, required, deprecated, type, description, bounds }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code> {required && <span class="badge grain">required</span>}
                  {deprecated && <span class="badge">deprecated</span>}
                </th>
                <td>{type}</td>
                <td>
                  {description} {bounds !== '' && <span class="quiet">{bounds}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="small errors">
        May answer with the errors{' '}
        {errors.map((error, place) => (
          <>
            {place > 0 && ', '}
            <code>{error}</code>
          </>
        ))}
        .
      </p>
    </Panel>
  );
}
