import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, and the default place of its data. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

export const dataFolder = (name: string): string => join(projectFolder, 'data', name);
