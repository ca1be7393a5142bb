import { Connection } from './connection';

/** The page's only connection. */
export const connection = new Connection(`${location.protocol.replace('http', 'ws')}//${location.host}/`);
