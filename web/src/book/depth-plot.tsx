import { useMemo } from 'preact/hooks';
import { shortNumber } from '../format/amount';
import { axis, numberTicks, Plot, type PlotOptions } from '../parts/plot';
import { Nothing } from '../parts/states';
import { depthOf, type Level } from './levels';

const options: PlotOptions = (colours, { steps, stepsBefore }) => ({
  legend: { show: false },
  cursor: { y: false },
  scales: { x: { time: false } },
  axes: [axis(colours), axis(colours, { size: 60, values: numberTicks })],
  series: [
    {},
    {
      stroke: colours.water,
      fill: colours.waterFill,
      width: 2,
      paths: stepsBefore,
      points: { show: false },
      spanGaps: true,
    },
    { stroke: colours.grain, fill: colours.grainFill, width: 2, paths: steps, points: { show: false }, spanGaps: true },
  ],
});

interface DepthPlotProps {
  bids: readonly Level[];
  asks: readonly Level[];
  base: string;
  counter: string;
}

/** How much of the base can be sold (left) and bought (right) down and up to each price. */
export function DepthPlot({ bids, asks, base, counter }: DepthPlotProps) {
  const data = useMemo(() => {
    const { prices, bids: left, asks: right } = depthOf(bids, asks);
    return [prices, left, right] as [number[], (number | null)[], (number | null)[]];
  }, [bids, asks]);
  if (data[0].length < 2) return <Nothing>There are too few offers to draw.</Nothing>;
  const words = inWords(bids, asks, base, counter);
  return (
    <figure>
      <Plot data={data} options={options} label={words} />
      <figcaption class="small">{words}</figcaption>
    </figure>
  );
}

function inWords(bids: readonly Level[], asks: readonly Level[], base: string, counter: string): string {
  const side = (levels: readonly Level[], verb: string): string => {
    const [best, last] = [levels[0], levels.at(-1)];
    if (!best || !last) return `nobody ${verb} ${base}`;
    return `${shortNumber(last.depth)} ${base} are ${verb}, from ${shown(best.price)} ${counter} on`;
  };
  return `Left, ${side(bids, 'wanted')}; right, ${side(asks, 'offered')}.`;
}

/** Six digits are enough to compare prices by. */
export const shown = (price: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 6 }).format(price);
