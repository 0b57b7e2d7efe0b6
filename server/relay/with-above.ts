import type { Coverage, SeenStation } from '../../shared/report/coverage.ts';
import { type WallNews, wallFigures } from '../../shared/report/wall.ts';
import type { Heard, Hearing } from '../../shared/sync/wire.ts';
import type { HearingAbove } from './above.ts';

/** What a hub tells a station: its own news, and what the servers above it know. */
export function withAbove(
  here: Heard,
  hearingAbove: HearingAbove,
  station: Parameters<HearingAbove['asked']>[0],
  question: Hearing,
): Heard {
  const coverage = hearingAbove.coverage(station);
  const wall = hearingAbove.wall(station);
  return {
    ...here,
    ...(here.coverage && coverage && { coverage: coveredByBoth(here.coverage, coverage) }),
    ...(here.wall && wall && { wall: atLeast(here.wall, wall) }),
    ...hearingAbove.asked(station, question),
  };
}

/** Of each station, the word of the side that heard it last. */
function coveredByBoth(here: Coverage, there: Coverage): Coverage {
  const bySlot = new Map(there.stations.map((station) => [station.slot, station]));
  const later = (own: SeenStation): SeenStation => {
    const other = bySlot.get(own.slot);
    return other && (other.heardMs ?? -1) > (own.heardMs ?? -1) ? other : own;
  };
  const heads = Map.groupBy(
    [...here.heads, ...there.heads],
    ({ slot, incarnation }) => `${slot}/${incarnation}`,
  );
  const forks = [...here.forks, ...there.forks];
  return {
    ...there,
    ...here,
    stations: here.stations.map(later),
    forks: [...new Map(forks.map((fork) => [`${fork.slot}/${fork.incarnation}`, fork])).values()],
    heads: [...heads.values()].flatMap((same) =>
      same.toSorted((a, b) => b.seq - a.seq).slice(0, 1),
    ),
  };
}

/** While the line up is cut, a hall goes on; facts of elsewhere are known from before. */
function atLeast(here: WallNews, there: WallNews): WallNews {
  const signed = Map.groupBy([...here.signed, ...there.signed], ({ post }) => post);
  const figure = (name: (typeof wallFigures)[number]): number =>
    Math.max(here.figures[name], there.figures[name]);
  return {
    atMs: here.atMs,
    figures: {
      attendees: figure('attendees'),
      visits: figure('visits'),
      resumes: figure('resumes'),
      intents: figure('intents'),
      booths: figure('booths'),
    },
    present: [...new Set([...here.present, ...there.present])],
    signed: [...signed].map(([post, all]) => ({
      post,
      people: Math.max(...all.map(({ people }) => people)),
    })),
  };
}
