import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, and where its data rests unless an option says otherwise. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

export const dataFolder = (name: string): string => join(projectFolder, 'data', name);
