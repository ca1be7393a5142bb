import { closest } from './closest';
import type { Setting } from './setting';

const prefix = 'MILLRACE_';

/** What tests of the project are told, and where the settings file is: named like settings, and none. */
const notSettings = /^MILLRACE_(CONFIG|SHARED|TEST_.*)$/;

/**
 * @param variables those whose names begin with `MILLRACE_`
 * @throws when a variable is named like a setting and is none, or has a value that the setting does not take
 */
export function checkEnvironment(
  variables: readonly [name: string, value: string][],
  settings: readonly Setting[],
): void {
  for (const [name, value] of variables) {
    if (notSettings.test(name)) continue;
    const setting = settings.find(({ envVar }) => envVar === name);
    if (!setting) throw new Error(`${name} in the environment: there is no such setting${suggestion(name, settings)}`);
    try {
      setting.parseArg?.(value, undefined);
    } catch (error) {
      const problem = `${JSON.stringify(value)} is not allowed. ${(error as Error).message}`;
      throw new Error(`${name} in the environment: ${problem}`, { cause: error });
    }
  }
}

function suggestion(name: string, settings: readonly Setting[]): string {
  const bare = (variable: string): string => variable.slice(prefix.length);
  const names = settings.map(({ envVar }) => bare(envVar!));
  const meant = closest(bare(name), names);
  return meant === undefined ? '; "millrace config" lists them all' : `; did you mean ${prefix}${meant}?`;
}
