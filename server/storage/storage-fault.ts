import type { MigrationFault } from './migrating.ts';

/** Why a server’s data is not opened; `storage-words.ts` says it. */
export type StorageFault =
  | MigrationFault
  | { readonly kind: 'folder-in-use'; readonly folder: string }
  | { readonly kind: 'foreign' | 'damaged'; readonly file: string };
