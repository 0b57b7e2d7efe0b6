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
  const at = (booth: string): number => shown.indexOf(booth) + 1;
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
          <text className="hall-name" x={x + 0.15} y={y + 0.72}>
            {name}
          </text>
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
        .filter(({ booth }) => at(booth) > 0)
        .map(({ booth, x, y }) => (
          <g key={booth} className="hall-found">
            <circle cx={x + 0.5} cy={y + 0.5} r="0.72" />
            <text x={x + 0.5} y={y + 0.84}>
              {at(booth)}
            </text>
          </g>
        ))}
    </svg>
  );
}
