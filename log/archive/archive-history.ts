import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byBase, stretchBounds, stretchName, type History, type Stretch, type StretchBounds } from '../stretch';
import { ArchiveLog } from './archive-log';

/** Its log is a folder that can be mended file by file. */
export interface ArchiveStretch extends Stretch {
  readonly log: ArchiveLog;
}

/** Stretches of history as archive folders within one folder, each of which is a source and an archive like any other. */
export class ArchiveHistory implements History {
  constructor(readonly folder: string) {}

  async stretches(): Promise<ArchiveStretch[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const found = names.flatMap((name) => stretchBounds(name) ?? []);
    return found.map((bounds) => this.stretch(bounds)).sort(byBase);
  }

  async begin(bounds: StretchBounds): Promise<Stretch> {
    await mkdir(join(this.folder, stretchName(bounds)), { recursive: true });
    return this.stretch(bounds);
  }

  private stretch(bounds: StretchBounds): ArchiveStretch {
    const log = new ArchiveLog(join(this.folder, stretchName(bounds)));
    // Whoever may write the folder's log, or its tables, is one process.
    const claim: Stretch['claim'] = async (_role, work, signal) => {
      await work(signal);
      return true;
    };
    return { ...bounds, log, finish: () => log.seal(), claim };
  }
}
