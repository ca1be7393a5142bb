import { readFileSync } from 'node:fs';
import { packageFile } from '../kit/package-root';

export const version = (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;
