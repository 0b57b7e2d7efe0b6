import type { Fair, StationSlot } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readFile as readVersioned } from '../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ListMedia } from '../export/media.ts';
import { type StationFile, stationFileSchema } from '../keys/fair-pack.ts';
import { openSignedFair } from '../keys/signed-fair.ts';
import { jsonOnSticks, textAt } from '../export/on-sticks.ts';

/** The stations' files on the sticks that are plugged in. */

export interface ReadFile {
  readonly file: StationFile;
  readonly fair: Fair;
  readonly station: StationSlot;
}

export interface FoundFile extends ReadFile {
  readonly id: string;
  readonly path: string;
  readonly stick: string;
  readonly name: string;
}

export type FileFault = {
  readonly kind: 'not-a-station-file' | 'newer' | 'altered' | 'revoked-slot';
};

/** What a station's file says in the clear, once its fair's signature holds. */
export function readStationFile(text: string): Result<ReadFile, FileFault> {
  const read = readVersioned(stationFileSchema, jsonOf(text));
  if (!read.ok) {
    return fail({ kind: read.fault.kind === 'newer' ? 'newer' : 'not-a-station-file' });
  }
  const fair = openSignedFair(read.value.fair);
  const station = fair.ok && fair.value.stations.find(({ slot }) => slot === read.value.slot);
  if (!fair.ok || !station) return fail({ kind: 'altered' });
  if (fair.value.revoked.includes(station.slot)) return fail({ kind: 'revoked-slot' });
  return ok({ file: read.value, fair: fair.value, station });
}

export async function filesOnSticks(
  listMedia: ListMedia,
): Promise<{ readonly sticks: string[]; readonly files: readonly FoundFile[] }> {
  return jsonOnSticks(listMedia, readStationFile);
}

export async function readAt(
  path: string,
): Promise<Result<ReadFile, FileFault | { readonly kind: 'file-gone' }>> {
  const text = await textAt(path);
  if (text.ok) return readStationFile(text.value);
  return fail({ kind: text.fault.kind === 'file-gone' ? 'file-gone' : 'not-a-station-file' });
}
