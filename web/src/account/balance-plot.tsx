import { useMemo } from 'preact/hooks';
import { count } from '../format/amount';
import { dateTime } from '../format/time';
import { useHistory } from './use-history';
import { axis, numberTicks, Plot, timeTicks, type PlotOptions } from '../parts/plot';
import { Failure, Loading, Nothing } from '../parts/states';
import { balanceHistory } from './balance-history';

const options: PlotOptions = (colours, { steps }) => ({
  legend: { show: false },
  cursor: { y: false },
  scales: { x: { time: true } },
  axes: [axis(colours, { values: timeTicks, space: 90 }), axis(colours, { size: 76, values: numberTicks })],
  series: [
    {},
    {
      label: 'XRP',
      stroke: colours.water,
      fill: colours.waterFill,
      width: 2,
      // A balance holds until the next transaction: it is no slope.
      paths: steps,
      points: { show: false },
    },
  ],
});

export function BalancePlot({ account }: { account: string }) {
  const { transactions, all, error } = useHistory(account);
  const points = useMemo(() => balanceHistory(account, transactions ?? []), [transactions]);
  const data = useMemo(
    () => [points.map(({ time }) => time), points.map(({ xrp }) => xrp)] as [number[], number[]],
    [points],
  );
  if (error) return <Failure error={error} />;
  if (!transactions) return <Loading what="Reading its history" />;
  if (points.length < 2) return <Nothing>Too little has happened here to draw.</Nothing>;
  return (
    <figure>
      <Plot data={data} options={options} label={inWords(points)} />
      <figcaption class="small">
        {inWords(points)}{' '}
        {all ? 'That is all of its history here.' : `These are its newest ${count(transactions.length)} transactions.`}
      </figcaption>
    </figure>
  );
}

function inWords(points: ReturnType<typeof balanceHistory>): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const highest = points.reduce((high, { xrp }) => Math.max(high, xrp), 0);
  return `From ${count(first.xrp)} XRP on ${dateTime(first.time * 1000)} to ${count(last.xrp)} XRP on ${dateTime(last.time * 1000)}, at most ${count(highest)} XRP.`;
}
