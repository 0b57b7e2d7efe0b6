import { countsBefore, type DestroyedReport } from '../../../../shared/destroyed.ts';
import {
  furthestOf,
  type MachineEnd,
  machineEnds,
} from '../../../../shared/report/machine-ends.ts';
import { ok } from '../../../../shared/result.ts';
import { isDestroyedWord } from '../../ending/destroyed-word.ts';
import { askDestroyed } from '../../ending/tell-destroyed.ts';
import { saving } from '../../store/saving.ts';
import type { ServerTarget } from '../../sync/server-target.ts';
import type { AfterwardsHandlers, AfterwardsOptions } from './afterwards-options.ts';

/** Which machines have destroyed their data: by their own words at the servers, or by a certificate in somebody's hands. */

type Calls = Pick<AfterwardsHandlers, `afterwards.${'machines' | 'markDestroyed'}`>;

export function machineEndCalls(options: AfterwardsOptions): Calls {
  const { store, now, note, onTrouble } = options;
  return {
    'afterwards.machines': async () => {
      const [target, upstream] = [options.target(), options.above()];
      const servers = [target, upstream].flatMap((to) => to ?? []);
      const asked = await Promise.all(servers.map((to) => heardFrom(options, to)));
      const fresh = asked.flatMap((reports) => reports ?? []);
      saving(onTrouble, () => store.settings.setDestroyedReports(joined(options, fresh)));
      const isAsked = asked.some((reports) => reports !== undefined);
      return {
        asked: target || upstream ? (isAsked ? 'heard' : 'unheard') : 'no-server',
        ends: endsHere(options),
      };
    },
    'afterwards.markDestroyed': ({ slot, by: name }) => {
      const { [slot]: _before, ...others } = store.settings.destroyedMarks();
      const marks = name === null ? others : { ...others, [slot]: { by: name, atMs: now() } };
      const saved = saving(onTrouble, () => store.settings.setDestroyedMarks(marks));
      if (!saved.ok) return saved;
      if (name !== null) note({ did: 'certificate-taken', slot, by: name });
      return ok({});
    },
  };
}

async function heardFrom(
  { revisions, network, secrets }: AfterwardsOptions,
  to: ServerTarget,
): Promise<readonly DestroyedReport[] | undefined> {
  const fetch = await network(to).catch(() => undefined);
  if (!fetch) return undefined;
  return askDestroyed(revisions.newest().id, secrets.passSeed, { server: to.server, fetch });
}

/** Of each machine the word that counts, as at a server (P137); the server that hands it on is believed nothing. */
function joined(
  { revisions, store }: AfterwardsOptions,
  fresh: readonly DestroyedReport[],
): DestroyedReport[] {
  const fair = revisions.newest();
  const heads = store.settings.seenByServer()?.heads ?? [];
  const best = new Map<number, DestroyedReport>();
  for (const report of [...store.settings.destroyedReports(), ...fresh]) {
    const { said } = report;
    const before = best.get(said.slot)?.said;
    const counts = !before || countsBefore(said, before, furthestOf(heads, said.slot));
    if (counts && isDestroyedWord(fair, said)) best.set(said.slot, report);
  }
  return [...best.values()];
}

export function endsHere({ revisions, store, station }: AfterwardsOptions): MachineEnd[] {
  return machineEnds({
    fair: revisions.newest(),
    coverage: store.settings.seenByServer(),
    own: station.slot,
    reports: store.settings.destroyedReports(),
    marks: store.settings.destroyedMarks(),
    sticks: store.settings.sticksTaken().map((stick) => stick.slot),
  });
}
