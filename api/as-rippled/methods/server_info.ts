import { without } from '../../json';
import { server_info as method } from '../../methods/server_info';
import type { Handler } from '../handler';

export const server_info: Handler = async (_request, context) => without(await method.run({}, context), 'validated');
