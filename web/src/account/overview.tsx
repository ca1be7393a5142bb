import { hexText } from '../explain/memos';
import { glance, xrpOf } from '../format/amount';
import { decimal, isNegative, isZero, subtract, type Decimal } from '../format/decimal';
import type { ServerInfo } from '../node/answers';
import { useAnswer } from '../node/use-answer';
import { Quantity } from '../parts/amount';
import { Address } from '../parts/links';
import { Facts, Panel, Tiles } from '../parts/panel';
import { Loading, Nothing } from '../parts/states';
import type { AccountInfo, Line, TabProps } from './account-info';
import { BalancePlot } from './balance-plot';
import { settingTexts } from './setting-texts';

export function Overview({ account, info }: TabProps) {
  const { answer: server } = useAnswer<ServerInfo>('server_info');
  const { answer: lines } = useAnswer<{ lines: Line[]; marker?: unknown }>('account_lines', { account, limit: 400 });
  if (!info) return null;
  const { account_data: data } = info;
  const validated = server?.info.validated_ledger;
  const balance = xrpOf(data.Balance);
  const reserve =
    validated && decimal(String(validated.reserve_base_xrp + validated.reserve_inc_xrp * data.OwnerCount));
  return (
    <>
      <Tiles
        of={[
          ['Balance', `${glance(balance)} XRP`],
          [
            'Of that, free to spend',
            reserve ? `${glance(atLeastNothing(subtract(balance, reserve)))} XRP` : '…',
            reserve && `${glance(reserve)} XRP are its reserve`,
          ],
          ['Objects it owns', data.OwnerCount],
          ['Next sequence', data.Sequence],
        ]}
      />
      <Panel title="Balance over time">
        <BalancePlot account={account} />
      </Panel>
      <div class="columns even">
        <Holdings lines={lines?.lines} more={lines?.marker !== undefined} account={account} />
        <Panel title="Settings">
          <Settings info={info} />
        </Panel>
      </div>
    </>
  );
}

const atLeastNothing = (value: Decimal): Decimal => (isNegative(value) ? { ...value, units: 0n } : value);

const shownHoldings = 12;

function Holdings({ lines, more, account }: { lines: readonly Line[] | undefined; more: boolean; account: string }) {
  if (!lines)
    return (
      <Panel title="Tokens">
        <Loading />
      </Panel>
    );
  const held = lines.filter(({ balance }) => !isNegative(decimal(balance)) && !isZero(decimal(balance)));
  const owed = lines.filter(({ balance }) => isNegative(decimal(balance))).length;
  return (
    <Panel title="Tokens it holds" aside={<a href={`/account/${account}/lines`}>all trust lines</a>}>
      <div class="stack">
        {held.length === 0 && <Nothing>It holds no tokens.</Nothing>}
        {held.length > 0 && (
          <ul class="list">
            {held.slice(0, shownHoldings).map((line) => (
              <li key={line.account + line.currency} class="row">
                <Quantity value={decimal(line.balance)} asset={{ currency: line.currency, issuer: line.account }} />
                <span class="small">
                  of <Address of={line.account} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {held.length > shownHoldings && <p class="small">And {held.length - shownHoldings} more.</p>}
        {owed > 0 && (
          <p class="small">{`${more ? 'At least ' : ''}${owed} ${owed === 1 ? 'account holds' : 'accounts hold'} tokens that it issued.`}</p>
        )}
      </div>
    </Panel>
  );
}

function Settings({ info }: { info: AccountInfo }) {
  const { account_data: data, account_flags: flags, signer_lists: lists = [] } = info;
  const on = settingTexts(flags);
  const signers = lists[0];
  return (
    <Facts
      of={[
        [
          'Rules',
          on.length === 0 ? (
            'none but the usual ones'
          ) : (
            <ul class="said">
              {on.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ),
        ],
        data.Domain !== undefined && ['Domain', hexText(data.Domain)],
        data.RegularKey !== undefined && ['Regular key', <Address of={data.RegularKey} />],
        data.NFTokenMinter !== undefined && ['Mints for it', <Address of={data.NFTokenMinter} />],
        data.TransferRate !== undefined && ['Transfer fee', `${Number(((data.TransferRate - 1e9) / 1e7).toFixed(7))}%`],
        data.TickSize !== undefined && ['Tick size', `${data.TickSize} digits`],
        signers && [
          `Signers (${signers.SignerQuorum} needed)`,
          signers.SignerEntries.map(({ SignerEntry: { Account, SignerWeight } }) => (
            <div key={Account}>
              <Address of={Account} /> weighs {SignerWeight}
            </div>
          )),
        ],
      ]}
    />
  );
}
