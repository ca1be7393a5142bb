import { lazy, LocationProvider, Route, Router } from 'preact-iso';
import { Home } from './pages/home';
import { NotFound } from './pages/not-found';
import { Foot } from './shell/foot';
import { Top } from './shell/top';

// Each page is loaded when it is come to. Adding one: web/README.md.
const Ledger = lazy(() => import('./pages/ledger'));
const Transaction = lazy(() => import('./pages/transaction'));
const Account = lazy(() => import('./pages/account'));
const LedgerObject = lazy(() => import('./pages/object'));
const Search = lazy(() => import('./pages/search'));

let visited = false;

/** The new page's heading takes the focus, so that the keyboard and the screen reader are where the eye is. */
function arrive(): void {
  if (visited) {
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
  visited = true;
}

export function App() {
  return (
    <LocationProvider>
      <div class="shell">
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <Top />
        <main id="content" tabIndex={-1}>
          <Router onLoadEnd={arrive}>
            <Route path="/" component={Home} />
            <Route path="/ledger/:ledger" component={Ledger} />
            <Route path="/tx/:id" component={Transaction} />
            <Route path="/account/:address/:tab?" component={Account} />
            <Route path="/object/:index" component={LedgerObject} />
            <Route path="/search" component={Search} />
            <Route default component={NotFound} />
          </Router>
        </main>
        <Foot />
      </div>
    </LocationProvider>
  );
}
