import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Copy } from './copy';

/** Beyond this, colours would cost more than they help. */
const colouredUpTo = 300_000;
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

function coloured(text: string): ComponentChildren {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    parts.push(text.slice(end, match.index));
    const [whole, string, colon] = match;
    const kind =
      string === undefined ? (/^[tfn]/.test(whole) ? 'word' : 'number') : colon === undefined ? 'string' : 'key';
    parts.push(<span class={kind}>{string ?? whole}</span>, colon);
    end = match.index + whole.length;
  }
  return [...parts, text.slice(end)];
}

export function Json({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => JSON.stringify(value, undefined, 2), [value]);
  const shown = useMemo(() => (text.length > colouredUpTo ? text : coloured(text)), [text]);
  return (
    <div class="stack">
      <pre class="json" tabIndex={0} role="group" aria-label={label}>
        {shown}
      </pre>
      <div>
        <Copy text={text} what={label} label="Copy JSON" />
      </div>
    </div>
  );
}

/** Raw JSON for those who want it; nothing is made of it before. */
export function RawJson({ value, label }: { value: unknown; label: string }) {
  return (
    <details>
      <summary>{label}</summary>
      <Json value={value} label={label} />
    </details>
  );
}
