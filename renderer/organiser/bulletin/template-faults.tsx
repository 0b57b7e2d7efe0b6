import type { TemplateFault } from '../../../shared/report/bulletin.ts';
import { Text, type Words } from '../../ui/text.tsx';
import { bulletinWords as words } from './bulletin-words.ts';

/** Why a bulletin from this template may not be published. */
export function TemplateFaults({ faults }: { faults: readonly TemplateFault[] }) {
  if (faults.length === 0) return undefined;
  return (
    <div className="bulletin-warning" data-whole="false" role="alert">
      <ul className="template-faults">
        {faults.map((fault) => (
          <li key={JSON.stringify(fault)}>
            <Text words={faultWords(fault)} beside />
          </li>
        ))}
      </ul>
    </div>
  );
}

function faultWords(fault: TemplateFault): Words {
  switch (fault.kind) {
    case 'unknown':
      return words.faults.unknown(fault.name);
    case 'gap':
      return words.faults.gap(fault.name, fault.why);
    case 'digits':
      return words.faults.digits(fault.digits);
    case 'empty':
      return words.faults.empty;
  }
}
