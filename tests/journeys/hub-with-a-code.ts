import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { makeFairKeys } from '../../electron/station/keys/fair-keys.ts';
import { stationFile } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { openApp } from '../../server/app.ts';
import { keepOffer } from '../../server/fairs/enrolments.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { ownCertificate } from '../../server/tls/certificate.ts';
import type { Fair } from '../../shared/fair.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { enrolmentCodeText } from '../../shared/sync/enrolment.ts';
import { root } from './doors.ts';

/** What a machine needs to join: its file, and a hub that gives it to anyone who shows the code. */

/** As the station's sheet says it. */
export const PASSPHRASE = '0A1B2-C3D4E-F5G6H-J7K8M-N9P0Q';
const CODE = 'c'.repeat(32);

export interface ToJoin {
  readonly fair: Fair;
  readonly file: Awaited<ReturnType<typeof stationFile>>;
  /** The staff card's text. */
  readonly card: string;
}

/** The file of one of the sample's stations, with keys of its own. */
export async function fileToJoin(slot: number): Promise<ToJoin> {
  const { fair, keys } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const own = { ...makeFairKeys([slot], randomness()), signingKey: keys.signingKey };
  return {
    fair,
    file: await stationFile(fair, own, slot, PASSPHRASE, randomness()),
    card: staffCardText({ fair: fair.id, secret: new Uint8Array(32).fill(7) }),
  };
}

/** A hub with the code's file, as the organiser's station leaves it there. */
export async function hubWithACode(folder: string, slot: number) {
  const { fair, file, card } = await fileToJoin(slot);
  const sample = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const certificate = await ownCertificate(folder, Date.now());
  const opened = await openSqlite(join(folder, 'hub'));
  if (!certificate.ok || !opened.ok) throw new Error('no hub');
  const storage = opened.value;
  await keepFair(storage, signFair(fair, sample.keys.signingKey));
  await keepOffer(
    storage,
    fair.id,
    {
      codeHash: createHash('sha256').update(CODE).digest('hex'),
      slot,
      file: JSON.stringify(file),
      minutes: 60,
    },
    Date.now(),
  );
  const app = await openApp({ storage, now: Date.now, logger: false, tls: certificate.value });
  const server = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    code: enrolmentCodeText({
      server,
      fair: fair.id,
      code: CODE,
      passphrase: PASSPHRASE,
      pins: [certificate.value.pin],
    }),
    card,
    async close() {
      await app.close();
      await storage.close();
    },
  };
}
