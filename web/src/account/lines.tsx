import { exactNumber } from '../format/amount';
import { decimal, isNegative, isZero } from '../format/decimal';
import { usePages } from '../node/use-pages';
import { Quantity } from '../parts/amount';
import { Address } from '../parts/links';
import { Panel, Scroll } from '../parts/panel';
import { PagedList } from '../parts/paged-list';
import type { Line, TabProps } from './account-info';

export function Lines({ account }: TabProps) {
  const pages = usePages('account_lines', { account, limit: 100 }, (answer: { lines: Line[] }) => answer.lines);
  return (
    <Panel title="Trust lines" aside="what it holds of others, and others of it">
      <PagedList pages={pages} nothing="It has no trust lines.">
        <Scroll label="Trust lines">
          <table>
            <thead>
              <tr>
                <th scope="col">With</th>
                <th scope="col" class="right">
                  Holds
                </th>
                <th scope="col" class="right">
                  Owes
                </th>
                <th scope="col" class="right">
                  Trusts up to
                </th>
                <th scope="col" class="right">
                  Is trusted up to
                </th>
                <th scope="col">Settings</th>
              </tr>
            </thead>
            <tbody>
              {pages.items.map((line) => (
                <LineRow key={`${line.account}${line.currency}`} line={line} account={account} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </PagedList>
    </Panel>
  );
}

function LineRow({ line, account }: { line: Line; account: string }) {
  const balance = decimal(line.balance);
  const owes = isNegative(balance);
  const settings = [
    line.no_ripple && 'no rippling',
    line.freeze && 'frozen by it',
    line.freeze_peer && 'frozen by the other',
    line.authorized && 'authorized by it',
    line.peer_authorized && 'authorized by the other',
  ].filter(Boolean);
  const held = !owes && !isZero(balance) && (
    <Quantity value={balance} asset={{ currency: line.currency, issuer: line.account }} />
  );
  const owed = owes && (
    <Quantity value={{ ...balance, units: -balance.units }} asset={{ currency: line.currency, issuer: account }} />
  );
  return (
    <tr>
      <td>
        <Address of={line.account} />
      </td>
      <td class="right">{held || '–'}</td>
      <td class="right">{owed || '–'}</td>
      <td class="right">{exactNumber(line.limit)}</td>
      <td class="right">{exactNumber(line.limit_peer)}</td>
      <td>{settings.join(', ')}</td>
    </tr>
  );
}
