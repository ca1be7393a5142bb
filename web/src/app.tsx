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
const Nft = lazy(() => import('./pages/nft'));
const Token = lazy(() => import('./pages/token'));
const Mpt = lazy(() => import('./pages/mpt'));
const Books = lazy(() => import('./pages/books'));
const Book = lazy(() => import('./pages/book'));
const Console = lazy(() => import('./pages/console'));
const Operations = lazy(() => import('./pages/operations'));
const Search = lazy(() => import('./pages/search'));

export function App() {
  return (
    <LocationProvider>
      <div class="shell">
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <Top />
        <main id="content" tabIndex={-1}>
          <Router>
            <Route path="/" component={Home} />
            <Route path="/ledger/:ledger" component={Ledger} />
            <Route path="/tx/:id" component={Transaction} />
            <Route path="/account/:address/:tab?" component={Account} />
            <Route path="/object/:index" component={LedgerObject} />
            <Route path="/nft/:id" component={Nft} />
            <Route path="/token/:token" component={Token} />
            <Route path="/mpt/:id" component={Mpt} />
            <Route path="/books" component={Books} />
            <Route path="/book/:base/:counter" component={Book} />
            <Route path="/console/:method?" component={Console} />
            <Route path="/operations" component={Operations} />
            <Route path="/search" component={Search} />
            <Route default component={NotFound} />
          </Router>
        </main>
        <Foot />
      </div>
    </LocationProvider>
  );
}
