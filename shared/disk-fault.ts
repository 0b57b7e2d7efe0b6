/** What a disk or a folder does wrong, by the codes of the system and of SQLite. */

export const diskFaultKinds = [
  'disk-full',
  'read-only',
  'no-permission',
  'disk-failing',
  'database-damaged',
] as const;
export type DiskFault = { readonly kind: (typeof diskFaultKinds)[number] };

const kinds: Readonly<Record<string, DiskFault['kind']>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  SQLITE_FULL: 'disk-full',
  EROFS: 'read-only',
  SQLITE_READONLY: 'read-only',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOTDIR: 'no-permission',
  EEXIST: 'no-permission',
  SQLITE_CANTOPEN: 'no-permission',
  SQLITE_PERM: 'no-permission',
  EIO: 'disk-failing',
  ENODEV: 'disk-failing',
  ENXIO: 'disk-failing',
  ESTALE: 'disk-failing',
  SQLITE_IOERR: 'disk-failing',
  SQLITE_BUSY: 'disk-failing',
  SQLITE_PROTOCOL: 'disk-failing',
  SQLITE_CORRUPT: 'database-damaged',
  SQLITE_NOTADB: 'database-damaged',
};

/** Undefined for an error that is a bug. */
export function diskFault(error: unknown): DiskFault | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // `SQLITE_IOERR_FSYNC` is a kind of `SQLITE_IOERR`.
  const kind = kinds[code] ?? kinds[code.split('_').slice(0, 2).join('_')];
  return kind && { kind };
}
