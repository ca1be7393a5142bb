import { viewNames, type ViewName } from '../schemas/views';

/** A group has offsets of its own, so those that fill some of the views are a group beside that of all. */
export const groupName = (name: string, views: readonly string[]): string => [name, ...views].join('.');

/** The views that a group of that name fills; all of them when it says none. */
export function viewsOfGroup(group: string): readonly ViewName[] {
  const parts = group.split('.');
  const isView = (part: string): part is ViewName => (viewNames as readonly string[]).includes(part);
  const named = parts.slice(parts.findLastIndex((part) => !isView(part)) + 1).filter(isView);
  return named.length > 0 ? named : viewNames;
}
