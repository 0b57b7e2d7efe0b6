import {
  MOST_GATES,
  MOST_IN_ZONE,
  MOST_SPARES,
  MOST_WALLS,
  MOST_ZONES,
} from '../../shared/new-fair/draft.ts';
import { CrossIcon } from '../ui/icons.tsx';
import { spoken, Text } from '../ui/text.tsx';
import type { StepProps } from './step.ts';
import './step-hall.css';
import { Stepper, StepperKeys } from './stepper.tsx';
import { newFairWords as words } from './words.ts';

const MOST_CHARACTERS = 20;

export function StepHall({ state, change }: StepProps) {
  const { gates, zones, walls, spares } = state.draft;
  const setZone = (at: number, part: Partial<(typeof zones)[number]>): void =>
    change({ zones: zones.map((zone, i) => (i === at ? { ...zone, ...part } : zone)) });
  const unused = Array.from({ length: MOST_ZONES }, (_, i) => words.zoneName(i)).find((name) =>
    zones.every((zone) => zone.name !== name),
  );
  return (
    <div className="step-hall">
      <section>
        <Stepper
          words={words.gates}
          more={words.gatesMore}
          value={gates}
          least={1}
          most={MOST_GATES}
          onChange={(count) => change({ gates: count })}
        />
        <Stepper
          words={words.walls}
          more={words.wallsMore}
          value={walls}
          most={MOST_WALLS}
          onChange={(count) => change({ walls: count })}
        />
        <Stepper
          words={words.spares}
          more={words.sparesMore}
          value={spares}
          most={MOST_SPARES}
          onChange={(count) => change({ spares: count })}
        />
        <div className="step-hall-fixed">
          <span className="stepper-name">
            <Text words={words.organisers} beside />
            <small>
              <Text words={words.organisersMore} beside />
            </small>
          </span>
          <b>2</b>
        </div>
      </section>
      <section className="zones">
        <h2>
          <Text words={words.zones} beside />
        </h2>
        <p>
          <Text words={words.zonesMore} beside />
        </p>
        <ul>
          {zones.map((zone, i) => (
            <li key={i}>
              <input
                aria-label={spoken(words.zone)}
                value={zone.name}
                maxLength={MOST_CHARACTERS}
                onChange={({ currentTarget }) => setZone(i, { name: currentTarget.value })}
              />
              <StepperKeys
                value={zone.machines}
                most={MOST_IN_ZONE}
                onChange={(machines) => setZone(i, { machines })}
              />
              <button
                type="button"
                className="zones-remove"
                aria-label={spoken(words.removeZone(zone.name))}
                onClick={() => change({ zones: zones.filter((_, at) => at !== i) })}
              >
                <CrossIcon />
              </button>
            </li>
          ))}
        </ul>
        {unused !== undefined && zones.length < MOST_ZONES && (
          <button
            type="button"
            className="zones-add"
            onClick={() => change({ zones: [...zones, { name: unused, machines: 1 }] })}
          >
            ＋ <Text words={words.addZone} beside />
          </button>
        )}
      </section>
    </div>
  );
}
