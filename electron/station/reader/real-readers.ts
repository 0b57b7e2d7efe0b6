import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { realTimers } from '../clock/timers.ts';
import { type HidSystem, pluggedReaders } from './plugged-readers.ts';
import type { ConnectReaders } from './reader-set.ts';
import { type ReaderTable, readerTableSchema } from './reader-table.ts';

/** A station's reader tables: the one that we ship, and one that its operators may add. */

export const READERS_FILE = 'readers.json';

export interface RealReadersOptions {
  readonly hid: HidSystem;
  /** The `resources` folder. */
  readonly resources: string;
  /**
   * The station's data folder, which may hold another `readers.json`; its lines take precedence.
   */
  readonly folder: string;
  readonly now: () => number;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export async function realReaders(options: RealReadersOptions): Promise<ConnectReaders> {
  const { hid, now, onTrouble } = options;
  const { table, fault } = await readerTable(options);
  const connect = pluggedReaders({ hid, table, now, onTrouble, timers: realTimers });
  return (listener) => {
    if (fault !== undefined) listener.onUnavailable(fault);
    return connect(listener);
  };
}

/** A mistake in the operators' table is reported, and ours still works. */
export async function readerTable({
  resources,
  folder,
}: Pick<RealReadersOptions, 'resources' | 'folder'>): Promise<{
  table: ReaderTable;
  fault: string | undefined;
}> {
  const shipped = await tableAt(join(resources, READERS_FILE));
  if (!shipped.ok) throw new Error(shipped.fault.why);
  const own = await tableAt(join(folder, READERS_FILE));
  if (own.ok) {
    return {
      table: { readers: [...own.value.readers, ...shipped.value.readers] },
      fault: undefined,
    };
  }
  return {
    table: shipped.value,
    fault: own.fault.kind === 'absent' ? undefined : own.fault.why,
  };
}

interface TableFault {
  readonly kind: 'absent' | 'mistaken';
  readonly why: string;
}

async function tableAt(file: string): Promise<Result<ReaderTable, TableFault>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return fail({ kind: 'absent', why: `${file} can’t be read` });
  }
  const parsed = z
    .string()
    .transform((json, context): unknown => {
      try {
        return JSON.parse(json);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(readerTableSchema)
    .safeParse(text);
  if (parsed.success) return ok(parsed.data);
  return fail({ kind: 'mistaken', why: `${READERS_FILE}: ${z.prettifyError(parsed.error)}` });
}
