import type { SeenStation } from '../../shared/report/coverage.ts';
import { isPrintFault } from '../../shared/devices.ts';
import { Text } from '../ui/text.tsx';
import './equipment.css';
import { organiserWords as words } from './words.ts';

type Condition = NonNullable<SeenStation['condition']>;

/** A station's equipment, as last reported; faults are in the alerts. */
export function Equipment({ condition }: { condition: Condition | undefined }) {
  if (!condition) return <>–</>;
  const { readers, printer, battery, version } = condition;
  return (
    <ul className="equipment">
      {readers.map(({ name, state }) => (
        <li key={name} data-well={state === 'ready'}>
          {name} <Text words={words.readerStates[state]} beside />
        </li>
      ))}
      {printer !== 'none' && (
        <li data-well={!isPrintFault(printer)}>
          <Text words={words.printerStates[isPrintFault(printer) ? 'fails' : 'works']} beside />
        </li>
      )}
      {battery && (
        <li data-well={battery.charging || battery.percent > 20}>
          <Text words={words.battery(battery.percent, battery.charging)} beside />
        </li>
      )}
      <li>{version}</li>
    </ul>
  );
}
