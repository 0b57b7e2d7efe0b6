import { dayAndHour, wallClock } from '../../shared/calendar.ts';
import type { AnsweredBy } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/dispatch.ts';
import { auditFile } from '../../shared/report/audit-file.ts';
import { behindFigure } from '../../shared/report/behind.ts';
import { reportFile } from '../../shared/report/files.ts';
import { checklistOf } from '../../shared/report/checklist.ts';
import { wallView } from '../../shared/report/wall.ts';
import { fail, ok } from '../../shared/result.ts';
import { coverageOf } from './coverage.ts';
import { everyFair, fairById } from '../fairs/fairs.ts';
import { everything } from '../ingest/everything.ts';
import { rulesOf } from '../ingest/tally.ts';
import type { Storage } from '../storage/homes.ts';
import { anomaliesOf } from './anomalies.ts';
import { auditOf, note } from './audit.ts';
import { bulletinsOf, checkOf, publish, withdraw } from './bulletins.ts';
import { dayOf } from './figures.ts';
import { mergedOf } from './merged.ts';
import type { Session } from './session.ts';
import { setUnused } from './unused.ts';
import { wallOf } from './wall.ts';

/** What the server answers of the page's contract; the rest is a station's. */

export interface OrganiserAsks {
  readonly storage: Storage;
  readonly now: () => number;
  /** Absent before sign-in. */
  readonly session: Session | undefined;
  readonly isToken: (token: string) => boolean;
  readonly begin: (session: Omit<Session, 'untilMs'>) => void;
  readonly end: () => void;
}

type AtServer = Pick<
  Handlers,
  AnsweredBy<'server'> | 'station.hello' | 'station.alive' | 'station.online' | 'station.battery'
>;

export function organiserHandlers(asks: OrganiserAsks): AtServer {
  const { storage, now, session } = asks;
  const kept = () => (session ? fairById(storage, session.fair) : undefined);
  return {
    'station.hello': async () => {
      const here = await kept();
      return {
        state: 'server',
        fairs: (await everyFair(storage)).map(({ id, name }) => ({ id, name })),
        organiser:
          session && here
            ? {
                name: session.name,
                fair: { id: here.fair.id, name: here.fair.name, sample: here.fair.sample },
              }
            : null,
      };
    },
    'station.alive': () => ({}),
    'station.online': () => ({}),
    'station.battery': () => ({}),
    'organiser.signIn': async ({ fair, name, token }) => {
      if (!asks.isToken(token)) return fail({ kind: 'wrong-token' });
      if (!(await fairById(storage, fair))) return fail({ kind: 'no-such-fair' });
      await note(storage, fair, { did: 'signed-in', by: name }, now());
      asks.begin({ fair, name });
      return ok({});
    },
    'organiser.signOut': () => {
      asks.end();
      return {};
    },
    'organiser.day': async ({ scope }) => {
      const here = await kept();
      if (!here) return fail({ kind: 'signed-out' });
      return ok((await dayOf(storage, here.fair, scope, now())).view);
    },
    'organiser.checklist': async () => {
      const here = await kept();
      if (!here) return fail({ kind: 'signed-out' });
      return ok(checklistOf(here.fair, await coverageOf(storage, here.fair), now()));
    },
    'organiser.merged': async () => {
      const here = await kept();
      return here ? ok(await mergedOf(storage.db, here.fair.id)) : fail({ kind: 'signed-out' });
    },
    'organiser.unused': async (slot) => {
      const here = await kept();
      if (!here || !session) return fail({ kind: 'signed-out' });
      return setUnused(storage, here.fair, slot, session, now());
    },
    'organiser.behind': async (asked) => {
      const here = await kept();
      if (!here) return fail({ kind: 'signed-out' });
      const { id, utcOffsetMinutes } = here.fair;
      const figure = behindFigure(asked, await rulesOf(storage.db, id, utcOffsetMinutes));
      for await (const facts of everything(storage.db, id)) figure.see(facts);
      return ok(figure.behind());
    },
    'organiser.anomalies': async () => {
      const here = await kept();
      if (!here) return fail({ kind: 'signed-out' });
      return ok({ anomalies: await anomaliesOf(storage.db, here.fair), decidesHere: false });
    },
    'organiser.publish': async (publication) => {
      const here = await kept();
      if (!here || !session) return fail({ kind: 'signed-out' });
      return publish(storage, here.fair, publication, session.name, now());
    },
    'organiser.bulletins': async () => {
      const here = await kept();
      return here ? ok(await bulletinsOf(storage, here.fair.id)) : fail({ kind: 'signed-out' });
    },
    'organiser.withdraw': async (withdrawal) => {
      const here = await kept();
      if (!here || !session) return fail({ kind: 'signed-out' });
      return withdraw(storage, here.fair.id, withdrawal, session.name, now());
    },
    'bulletin.check': async ({ fair, number }) => {
      const asked = await fairById(storage, fair);
      const check = asked && (await checkOf(storage, asked.fair, number, now()));
      return check ? ok(check) : fail({ kind: 'none' });
    },
    'wall.view': async () => {
      const here = await kept();
      if (!here) return fail({ kind: 'signed-out' });
      return ok(wallView(here.fair, await wallOf(storage.db, here.fair, now()), 0));
    },
    'organiser.audit': async () => {
      const here = await kept();
      if (!here) return fail({ kind: 'signed-out' });
      const { id, utcOffsetMinutes } = here.fair;
      const { whole, lines } = await auditOf(storage, id);
      return ok({
        whole,
        entries: lines.toReversed().map(({ ms, did, about }) => ({
          at: {
            day: dayAndHour(ms, utcOffsetMinutes).day,
            time: wallClock(ms, utcOffsetMinutes),
          },
          did,
          about,
        })),
      });
    },
    'organiser.auditExport': async () => {
      const here = await kept();
      if (!here || !session) return fail({ kind: 'signed-out' });
      await note(storage, here.fair.id, { did: 'audit-exported', by: session.name }, now());
      const { name, bytes } = auditFile(here.fair, (await auditOf(storage, here.fair.id)).lines);
      return ok({ how: 'page', name, base64: Buffer.from(bytes).toString('base64') });
    },
    'organiser.export': async ({ scope, format }) => {
      const here = await kept();
      if (!here || !session) return fail({ kind: 'signed-out' });
      const by = session.name;
      await note(storage, here.fair.id, { did: 'day-exported', by, scope, format }, now());
      const { view, rows } = await dayOf(storage, here.fair, scope, now());
      const { name, bytes } = await reportFile(here.fair, view, rows, format);
      return ok({ how: 'page', name, base64: Buffer.from(bytes).toString('base64') });
    },
  };
}
