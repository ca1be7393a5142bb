import { createProgram } from '../../cli/program';
import { problemOf } from '../docs/command-line';

const program = createProgram();

test.each([program, ...program.commands].map((command) => [command.name(), command] as const))(
  '--help of %s teaches by examples, of commands and flags that there are',
  (_, command) => {
    let text = '';
    command.configureOutput({ writeOut: (part) => void (text += part) }).outputHelp();
    const [, examples = ''] = text.split(/^Examples?:$/m);
    const lines = [...examples.matchAll(/^ {2}(?:[A-Z_]+=\S+ )?(millrace .*?)(?: {2,}.*)?$/gm)].map(
      ([, line]) => line!,
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
  },
);
