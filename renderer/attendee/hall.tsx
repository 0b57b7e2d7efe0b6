import type { CallOutput } from '../../shared/contract/calls.ts';
import { spoken } from '../ui/text.tsx';
import './hall.css';
import { postWords } from './post-words.ts';

/** The hall from above with the booths in question, numbered as in the list beside it. */
export function Hall(props: {
  readonly map: CallOutput<'fair.hall'>;
  readonly shown: readonly string[];
}) {
  const { map, shown } = props;
  const numberOf = (booth: string): number => shown.indexOf(booth) + 1;
  return (
    <svg
      className="hall"
      viewBox={`-0.3 -0.3 ${map.width + 0.6} ${map.height + 0.6}`}
      role="img"
      aria-label={`${spoken(postWords.map)} ${shown.join(' ')}`}
    >
      {map.zones.map(({ name, x, y, width, height }) => (
        <g key={name}>
          <rect
            className="hall-zone"
            x={x - 0.15}
            y={y}
            width={width + 0.3}
            height={height + 0.15}
            rx="0.3"
          />
          <ZoneName {...{ name, x, y, width }} />
        </g>
      ))}
      {map.spots.map(({ booth, x, y }) => (
        <rect
          key={booth}
          className="hall-booth"
          x={x + 0.1}
          y={y + 0.1}
          width="0.8"
          height="0.8"
          rx="0.12"
        />
      ))}
      {map.spots
        .filter(({ booth }) => numberOf(booth) > 0)
        .map(({ booth, x, y }) => (
          <g key={booth} className="hall-found">
            <circle cx={x + 0.5} cy={y + 0.5} r="0.72" />
            <text x={x + 0.5} y={y + 0.84}>
              {numberOf(booth)}
            </text>
          </g>
        ))}
    </svg>
  );
}

/** In booths. The map leaves a name one booth's height, and no more than its zone's width. */
const LARGE = 0.62;
const TWO_LINES = 0.42;

/** A long name has two lines and smaller letters: it must not run into the next zone's. */
function ZoneName(zone: { name: string; x: number; y: number; width: number }) {
  const { name, x, y, width } = zone;
  const letters = Array.from(name);
  const fitting = (lines: number): number => width / Math.ceil(letters.length / lines);
  const isShort = fitting(1) >= LARGE;
  const half = Math.ceil(letters.length / 2);
  const lines = isShort ? [letters] : [letters.slice(0, half), letters.slice(half)];
  const size = isShort ? LARGE : Math.min(TWO_LINES, fitting(2));
  return (
    <text className="hall-name" fontSize={size}>
      {lines.map((line, at) => (
        <tspan key={at} x={x + 0.05} y={y + 0.9 - (lines.length - 1 - at) * size * 1.1}>
          {line.join('')}
        </tspan>
      ))}
    </text>
  );
}
