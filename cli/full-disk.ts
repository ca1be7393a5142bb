/** LMDB's ways to say that it could not write, in words that say what to do; nothing for other errors. */
export function fullDisk(error: unknown): string | undefined {
  if (!(error instanceof Error) || !/^(Input\/output error|Commit failed|MDB_)/.test(error.message)) return undefined;
  const problem = `the --data folder can't be written (${error.message.replace(/ \(.*/, '')})`;
  return `${problem}: is its disk full? Free some room and start again, nothing that was visible is lost`;
}
