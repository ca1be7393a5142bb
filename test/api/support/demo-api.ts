import type { Reader } from '../../../store/read/reader';
import { demoReader } from './demo-reader';
import { runApi, type RunningApi } from './running-api';

interface DemoApi extends RunningApi {
  /** What it reads. */
  reader: Reader;
}

/** An API over the bundled recording, which runs as long as the tests of this file or `describe`. */
export function demoApi(): DemoApi {
  const api = {} as DemoApi; // filled before the first of them
  let close: () => Promise<void>;
  beforeAll(async () => {
    const demo = await demoReader();
    close = demo.close;
    Object.assign(api, await runApi(demo.reader), { reader: demo.reader });
  });
  afterAll(async () => {
    await api.close();
    await close();
  });
  return api;
}
