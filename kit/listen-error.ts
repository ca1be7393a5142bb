/** Why a server can't listen, in words that say what to do. @param who such as `the API` */
export function listenError(error: NodeJS.ErrnoException, who: string, host: string, port: number): Error {
  const where = `${host}:${port}`;
  const advice: Record<string, string> = {
    EADDRINUSE: `${who} can't listen on ${where}: something else does. Stop it, or choose another port`,
    EACCES: `${who} may not listen on ${where}: choose a port above 1023`,
    EADDRNOTAVAIL: `${who} can't listen on ${where}: this machine has no such address`,
    ENOTFOUND: `${who} can't listen on ${where}: there is no such host. --host is an address of this machine`,
  };
  const message = advice[error.code ?? ''];
  return message === undefined ? error : new Error(message, { cause: error });
}
