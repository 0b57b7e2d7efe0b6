import { zipSync } from 'fflate';

/** A zip's times are local and have no zone: a local time in words is the same on every machine. */
const NO_LOCAL_TIME = '1980-01-01T00:00:00';

/** The same files give the same bytes. */
export const zipped = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync({ ...files }, { mtime: NO_LOCAL_TIME });
