// One chunk of its own, loaded when the first plot is drawn.
import 'uplot/dist/uPlot.min.css';

export { default } from 'uplot';
