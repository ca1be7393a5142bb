import { useState } from 'preact/hooks';

/** Copies a text; says so to everybody. */
export function Copy({ text, what, label = 'Copy' }: { text: string; what: string; label?: string }) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Your browser refused');
    }
    setTimeout(() => setSaid(''), 2000);
  };
  return (
    <button type="button" class="copy" onClick={() => void copy()} aria-label={`${label} ${what}`}>
      <span role="status">{said || label}</span>
    </button>
  );
}
