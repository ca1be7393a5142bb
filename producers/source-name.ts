/** What a source is called where others can read it: of an address only scheme, host and port, for the rest may be secret. */
export function sourceName(place: string): string {
  if (!/^\w+:\/\//.test(place)) return place;
  const { protocol, host } = new URL(place);
  return `${protocol}//${host}`;
}

/** A text in which that address may be, with its name instead. */
export const withSourceName = (text: string, place: string): string => text.replaceAll(place, sourceName(place));
