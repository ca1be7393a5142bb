import type { AnyMethod } from './method';
import { ping } from './methods/ping';

/** Every method under its name on the wire, which is also its file's name. */
export const methods: ReadonlyMap<string, AnyMethod> = new Map<string, AnyMethod>(Object.entries({ ping }));
