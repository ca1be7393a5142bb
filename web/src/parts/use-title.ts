import { useEffect } from 'preact/hooks';

/** Names the page, in the window's title and so in history and for screen readers. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Millrace' : `${title} · Millrace`;
  }, [title]);
}
