import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import type { ConnectionStatus } from '../node/connection';
import { connection } from '../node/the-connection';
import { SearchBox } from '../search/box';
import { ThemeSwitch } from './theme-switch';

const places = [
  ['/', 'Live'],
  ['/books', 'Order books'],
  ['/console', 'Console'],
  ['/operations', 'Operations'],
] as const;

export function Top() {
  const { path } = useLocation();
  const isCurrent = (href: string): boolean => (href === '/' ? path === '/' : path.startsWith(href.replace(/s$/, '')));
  return (
    <header class="top">
      <div class="top-inner">
        <a class="brand" href="/">
          <Wheel />
          Millrace
        </a>
        <nav aria-label="Main">
          {places.map(([href, name]) => (
            <a key={href} href={href} aria-current={isCurrent(href) ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <SearchBox />
        <div class="tools">
          <Status />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}

/** A water wheel; it turns a little when it is pointed at. */
function Wheel() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0a6c7d" />
      <g class="spokes" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round">
        <circle cx="16" cy="14" r="6.5" />
        <path d="M16 4.500v19M6.500 14h19M9.300 7.300l13.400 13.400M22.700 7.300 9.300 20.700" />
      </g>
      <circle cx="16" cy="14" r="2" fill="#f0c078" />
      <path
        d="M0 25c4-2.500 7-2.500 10.700 0s7 2.500 10.700 0 7-2.500 10.600-.500A8 8 0 0 1 24 32H8a8 8 0 0 1-8-7z"
        fill="#5ecad6"
      />
    </svg>
  );
}

const statusTexts: Record<ConnectionStatus, string> = {
  connecting: 'Connecting',
  open: 'Connected',
  lost: 'Reconnecting',
};

function Status() {
  const [status, setStatus] = useState(connection.status);
  useEffect(() => {
    setStatus(connection.status);
    return connection.watch(() => setStatus(connection.status));
  }, []);
  return (
    <span class={`status ${status}`} role="status">
      {statusTexts[status]}
    </span>
  );
}
