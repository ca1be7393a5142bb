import { forwardedMethods } from './forwarding';
import { methods } from './registry';

/** What is counted by name; clients make up names without end, and all of those count as one. */
export const knownMethods: ReadonlySet<string> = new Set([...methods.keys(), ...forwardedMethods, 'path_find']);
