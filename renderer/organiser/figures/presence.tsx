import { useEffect, useState } from 'react';
import { dayAndHour } from '../../../shared/calendar.ts';
import type { DayView, EmployerLine } from '../../../shared/report/day-view.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useTurn } from '../../ui/turn.ts';
import type { OrganiserAtWork } from '../day.ts';
import './presence.css';
import { organiserWords as words } from '../words.ts';

/** Who has come: as their booths say, or as somebody marks here for booths without a machine. */

export interface Marking {
  readonly marked: ReadonlySet<string>;
  readonly failed: boolean;
  readonly mark: (booths: readonly string[], here: boolean) => Promise<void>;
}

/** A mark is for today, when it is made. Undefined where nobody can mark: at the server, on another day. */
export function useMarking(
  organiser: OrganiserAtWork,
  view: DayView,
  atStation: boolean,
): Marking | undefined {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(false);
  const today = dayAndHour(view.nowMs, view.fair.utcOffsetMinutes).day;
  const isToday = view.scope === today || view.scope === 'all';
  useEffect(() => {
    if (!atStation || !isToday) return;
    void organiser.markedHere().then((booths) => setMarked(new Set(booths)));
  }, [organiser, atStation, isToday]);
  if (!atStation || !isToday) return undefined;
  return {
    marked,
    failed,
    async mark(booths, here) {
      setFailed(!(await organiser.setPresence({ booths: [...booths], here })));
      setMarked(new Set(await organiser.markedHere()));
    },
  };
}

export function Presence({ line, marking }: { line: EmployerLine; marking: Marking | undefined }) {
  const { booth, present, visits, walkIns } = line;
  const isMarked = present && (marking?.marked.has(booth) ?? false);
  const turn = useTurn<HTMLSpanElement>(`${booth} ${present} ${isMarked}`);
  if (present && !isMarked) {
    if (visits + walkIns > 0) return undefined;
    return (
      <span className="standing" data-standing="waiting">
        <Text words={words.quiet} beside />
      </span>
    );
  }
  return (
    <span ref={turn} className="presence">
      <span className="quiet">
        <Text words={present ? words.markedHere : words.absent} beside />
      </span>
      {marking && (
        <Button
          look="plain"
          words={present ? words.unmark : words.markHere}
          onPress={() => void marking.mark([booth], !present)}
        />
      )}
    </span>
  );
}

/** After a round through the hall: everybody who is listed and not here yet. */
export function MarkAll({ lines, marking }: { lines: readonly EmployerLine[]; marking: Marking }) {
  const [asks, setAsks] = useState(false);
  const absent = lines.filter(({ present }) => !present).map(({ booth }) => booth);
  return (
    <div className="mark-all">
      {absent.length > 1 && (
        <Button words={words.markAll(absent.length)} onPress={() => setAsks(true)} />
      )}
      <output role="alert">{marking.failed && <Text words={words.notMarked} beside />}</output>
      {asks && (
        <Ask
          title={words.askMarkAll(absent.length)}
          yes={words.markHere}
          no={words.cancel}
          onYes={async () => {
            await marking.mark(absent, true);
            setAsks(false);
          }}
          onNo={() => setAsks(false)}
        >
          <p>
            <Text words={words.markMore} />
          </p>
        </Ask>
      )}
    </div>
  );
}
