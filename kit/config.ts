/** The variables whose names begin with `prefix`. Nothing else reads the environment; settings are declared in `cli/`. */
export const environment = (prefix: string): [name: string, value: string][] =>
  Object.entries(process.env).flatMap(([name, value = '']) => (name.startsWith(prefix) ? [[name, value]] : []));
