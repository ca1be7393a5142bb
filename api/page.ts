import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { codingWeights } from './http-compression';

/** Everything a browser may load comes from this port: scripts and styles from files, data from the API. */
const securityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Names under here hold a digest of the content, so what was loaded once stays good. */
const assets = '/assets/';

type Encoding = 'br' | 'gzip';

interface PageFile {
  readonly type: string;
  readonly bodies: ReadonlyMap<Encoding | 'identity', Buffer>;
  readonly etag: string;
}

/**
 * The web application, as it was built: its files are kept in memory, with the compressed forms that lie beside them
 * (`.br`, `.gz`). Whoever asks for HTML at a path that is no file gets the application, which knows its own routes.
 */
export class Page {
  private constructor(private readonly files: ReadonlyMap<string, PageFile>) {}

  /** @throws where the folder holds no `index.html`: the installation is incomplete */
  static open(folder: string): Page {
    if (!existsSync(join(folder, 'index.html'))) {
      throw new Error(`${folder} holds no index.html: the page was not built. Run "npm run build"`);
    }
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
      .map((entry) => join(entry.parentPath, entry.name));
    return new Page(
      new Map(names.map((name) => [`/${relative(folder, name).split(sep).join('/')}`, pageFile(name)] as const)),
    );
  }

  /** @returns whether it was a request for the page, which is then answered */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const path = (request.url ?? '/').replace(/[?#].*$/s, '');
    const wantsPage = path === '/' || (headers.accept ?? '').includes('text/html');
    const file = this.files.get(path) ?? (wantsPage ? this.files.get('/index.html') : undefined);
    if (!file) return false;
    const always = {
      ETag: file.etag,
      'Cache-Control': path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding, Accept',
      'Content-Security-Policy': securityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    if (isKnown(headers['if-none-match'], file.etag)) {
      response.writeHead(304, always).end();
      return true;
    }
    const encoding = accepted(headers['accept-encoding'], file);
    const body = file.bodies.get(encoding)!;
    response.writeHead(200, {
      ...always,
      'Content-Type': file.type,
      'Content-Length': body.length,
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    });
    response.end(method === 'HEAD' ? undefined : body);
    return true;
  }
}

function pageFile(name: string): PageFile {
  const body = readFileSync(name);
  const bodies = new Map<Encoding | 'identity', Buffer>([['identity', body]]);
  if (existsSync(`${name}.br`)) bodies.set('br', readFileSync(`${name}.br`));
  if (existsSync(`${name}.gz`)) bodies.set('gzip', readFileSync(`${name}.gz`));
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  // Weak: the compressed forms are other bytes of the same content.
  return { type: types[extname(name)]!, bodies, etag: `W/"${digest}"` };
}

const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && ifNoneMatch.split(',').some((given) => given.trim() === etag || given.trim() === '*');

/** The best form there is that the client takes. */
function accepted(header: string | undefined, { bodies }: PageFile): Encoding | 'identity' {
  const weights = codingWeights(header ?? '');
  return (['br', 'gzip'] as const).find((name) => (weights.get(name) ?? 0) > 0 && bodies.has(name)) ?? 'identity';
}
