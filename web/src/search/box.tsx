import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { classify } from './classify';

/** Finds anything by its name. The key "/" leads here from anywhere. */
export function SearchBox() {
  const { route, query, path } = useLocation();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const typing = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
      if (key !== '/' || typing || ctrlKey || metaKey || altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', jump);
    return () => removeEventListener('keydown', jump);
  }, []);
  const search = (event: Event): void => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (text === '') return;
    const [only, ...more] = classify(text);
    const href = only && more.length === 0 ? only.href : `/search?q=${encodeURIComponent(text)}`;
    route(href);
    if (href === only?.href && input.current) input.current.value = '';
  };
  return (
    <form class="search" role="search" onSubmit={search} action="/search">
      <label class="hidden" for="search">
        Search the ledger
      </label>
      <input
        id="search"
        name="q"
        ref={input}
        type="search"
        placeholder="Account, transaction, ledger, NFT, token…"
        autocomplete="off"
        spellcheck={false}
        defaultValue={path === '/search' ? (query['q'] ?? '') : ''}
        aria-keyshortcuts="/"
      />
      <button type="submit">Search</button>
    </form>
  );
}
