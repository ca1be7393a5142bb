import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../cli/program';
import { root } from './page';

const program = createProgram();
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/**
 * What is wrong with a command as a page names it in passing, where its values stand for others: whether there is such
 * a command of ours, and whether it has those flags.
 */
export function problemOf(text: string): string | undefined {
  const [first, ...words] = text.replace(/^npx /, '').split(/\s+/);
  if (first === 'npm') {
    const [verb = '', name = ''] = words;
    const script = verb === 'run' ? name : verb;
    return ['ci', 'install', 'prune'].includes(script) || scripts[script] !== undefined
      ? undefined
      : `no script ${script}`;
  }
  if (first !== 'millrace') return undefined;
  const name = words.find((word) => !word.startsWith('-'));
  const command = program.commands.find((each) => each.name() === name);
  if (!command) return name === undefined || /^[A-Z]+$/.test(name) ? undefined : `there is no command ${name}`;
  const flags = [...command.options, ...program.options].map(({ long }) => long);
  const unknown = flagsOf(text).filter((flag) => flag !== '--help' && !flags.includes(flag));
  return unknown.length > 0 ? `${name} has no ${unknown.join(', ')}` : undefined;
}

export const commandNames = program.commands.map((command) => command.name());

/** Every flag that any command has. */
export const allFlags: ReadonlySet<string> = new Set(
  [program, ...program.commands].flatMap(({ options }) => options.flatMap(({ long }) => long ?? [])),
);

export const flagsOf = (text: string): string[] => [...text.matchAll(/(?<=^|\s)--[a-z][a-z-]*/g)].map(([flag]) => flag);
