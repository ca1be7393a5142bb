import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import AxeSource from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function executable(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not this one.
    }
  }
  throw new Error(`no ${names.join(', ')} is on the PATH: install Chromium, as by "apt-get install chromium"`);
}

let browser: Browser | undefined;

afterAll(async () => browser?.close());

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };

export interface Visit {
  page: Page;
  /** What went wrong in it so far: errors on the console, exceptions, requests to elsewhere. */
  trouble: string[];
  /** Bytes that came over the network as they were sent, compressed, by address. */
  received: Map<string, number>;
}

/** A page of its own, as a new visitor has it. */
export async function visit(address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  // Whoever tests as root has no sandbox; containers have little shared memory.
  browser ??= await chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  const { origin } = new URL(address);
  const trouble: string[] = [];
  const received = new Map<string, number>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) trouble.push(`asks ${request.url()}`);
  });
  page.on('requestfinished', (request) => {
    request.sizes().then(
      ({ responseBodySize, responseHeadersSize }) => {
        const before = received.get(request.url()) ?? 0;
        received.set(request.url(), before + responseBodySize + responseHeadersSize);
      },
      () => undefined, // The page was left meanwhile.
    );
  });
  page.on('websocket', (socket) => {
    // As they come: these are not compressed.
    socket.on('framereceived', ({ payload }) => {
      received.set(socket.url(), (received.get(socket.url()) ?? 0) + Buffer.byteLength(payload));
    });
  });
  await page.goto(address);
  return { page, trouble, received };
}

/** What axe finds that keeps people from using the page. */
export async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page: its security policy forbids that, and is to hold here too.
  const found: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] = await page.evaluate(
    `${AxeSource.source}; axe.run(document, { resultTypes: ['violations'] }).then((result) => JSON.parse(JSON.stringify(result.violations)))`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Whether there is nothing to the right of the screen. */
export const fits = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

/** Looks again and again; `waitForFunction` would need `eval` in the page, which its security policy forbids. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(50);
}

/** Everything that was waited for has come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await until(async () => (await page.locator('.loading').count()) === 0);
}

/** The page's heading says so, and everything that was waited for has come. */
export async function arrived(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  await settled(page);
}

/** What stands there, as it is read. */
export const words = async (of: Locator): Promise<string> =>
  ((await of.textContent()) ?? '').replace(/\s+/g, ' ').trim();
