import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';

let arrivals = 0;

/**
 * For the heading of a page: it takes the focus when the page is come to, so that the keyboard and the screen reader are
 * where the eye is. The browser sees to the first page itself.
 * @param place what the page is about: another one is come to anew
 */
export function useArrival(place: string | undefined) {
  const { path } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    arrivals += 1;
    if (arrivals === 1) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [place ?? path]);
  return heading;
}
