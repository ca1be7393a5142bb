import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { themeChange } from '../shell/theme-switch';

/** The page's colours as the plot needs them: resolved for the theme that holds. */
export interface Colours {
  readonly ink: string;
  readonly line: string;
  readonly water: string;
  readonly grain: string;
  readonly waterFill: string;
  readonly grainFill: string;
}

/** How a line goes from point to point: by steps, for what holds until it changes. */
export interface Paths {
  readonly steps: uPlot.Series.PathBuilder;
  /** Steps that hold before their point: what is left of it. */
  readonly stepsBefore: uPlot.Series.PathBuilder;
}

export type PlotOptions = (colours: Colours, paths: Paths) => Omit<uPlot.Options, 'width' | 'height'>;

function coloursAt(element: HTMLElement): Colours {
  const probe = element.appendChild(document.createElement('span'));
  const resolve = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const faint = (name: string): string => resolve(`color-mix(in srgb, var(${name}) 18%, transparent)`);
  const colours = {
    ink: resolve('var(--quiet)'),
    line: resolve('var(--line)'),
    water: resolve('var(--water)'),
    grain: resolve('var(--grain)'),
    waterFill: faint('--water'),
    grainFill: faint('--grain'),
  };
  probe.remove();
  return colours;
}

/** A plot, as wide as there is room. What it shows must be told in words too: `label` is all that many readers get. */
export function Plot({
  data,
  options,
  label,
  height = 240,
}: {
  data: uPlot.AlignedData;
  options: PlotOptions;
  label: string;
  height?: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current!;
    let plot: uPlot | undefined;
    let gone = false;
    const draw = async (): Promise<void> => {
      const { default: UPlot } = await import('./u-plot');
      if (gone) return;
      plot?.destroy();
      const { stepped } = UPlot.paths;
      const paths = { steps: stepped!({ align: 1 }), stepsBefore: stepped!({ align: -1 }) };
      plot = new UPlot({ ...options(coloursAt(element), paths), width: element.clientWidth, height }, data, element);
    };
    const redraw = (): void => void draw();
    const resized = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    addEventListener(themeChange, redraw);
    redraw();
    return () => {
      gone = true;
      resized.disconnect();
      removeEventListener(themeChange, redraw);
      plot?.destroy();
    };
  }, [data]);
  return <div class="plot" ref={place} role="img" aria-label={label} />;
}

/** An axis in the page's colours. */
export const axis = ({ ink, line }: Colours, more: uPlot.Axis = {}): uPlot.Axis => ({
  stroke: ink,
  grid: { stroke: line, width: 1 },
  ticks: { stroke: line, width: 1 },
  font: '12px system-ui, sans-serif',
  ...more,
});

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Times as the rest of the page writes them: hours within two days, days beyond. @param ticks seconds since 1970 */
export function timeTicks(_plot: uPlot, ticks: number[]): string[] {
  const range = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0);
  const form = range < 2 * 86_400 ? clock : day;
  return ticks.map((tick) => form.format(tick * 1000));
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Short where neighbours stay apart, in full where they would look the same. */
export function numberTicks(_plot: uPlot, ticks: number[]): string[] {
  const texts = ticks.map((tick) => short.format(tick));
  return new Set(texts).size === texts.length ? texts : ticks.map((tick) => exact.format(tick));
}
