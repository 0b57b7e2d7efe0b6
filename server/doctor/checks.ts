import { backups } from './backups.ts';
import type { Check } from './check.ts';
import { clock } from './clock.ts';
import { dataFolder } from './data-folder.ts';
import { database } from './database.ts';
import { disk } from './disk.ts';
import { encryption } from './encryption.ts';
import { fairFiles } from './fair-files.ts';
import { port } from './port.ts';
import { upstream } from './upstream.ts';
import { versions } from './versions.ts';

/** In the order in which somebody would mend them. */
export const checks: readonly Check[] = [
  versions,
  dataFolder,
  disk,
  database,
  backups,
  clock,
  port,
  encryption,
  fairFiles,
  upstream,
];
