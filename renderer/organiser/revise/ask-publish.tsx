import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { changeWords } from '../../../shared/revising/change-words.ts';
import type { FairChange } from '../../../shared/revising/fair-sheet.ts';
import { Ask } from '../../ui/ask.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import './ask-publish.css';
import { reviseWords as words } from './words.ts';

type Previewed = Extract<CallOutput<'revise.preview'>, { ok: true }>['value'];
export interface Asked extends Previewed {
  readonly change: FairChange;
}

interface AskPublishProps {
  readonly asked: Asked;
  /** What is said where it did not come into force. */
  readonly onPublish: (asked: Asked) => Promise<Words | undefined>;
  readonly onClose: () => void;
}

/** Each change in a line, with whom it concerns, before it is signed. */
export function AskPublish({ asked, onPublish, onClose }: AskPublishProps) {
  const [said, setSaid] = useState<Words>();
  return (
    <Ask
      title={words.ask(asked.revision + 1)}
      yes={words.publish}
      no={words.goOn}
      said={said}
      onYes={async () => setSaid(await onPublish(asked))}
      onNo={onClose}
    >
      <p>
        <Text words={words.askMore} />
      </p>
      <ul className="change-lines">
        {asked.lines.map(({ about, was, now }) => (
          <li key={`${about} ${was} ${now}`}>
            <h3>
              <Text words={changeWords[about].what} beside />
            </h3>
            <p className="change-line">
              {was !== '' && <del>{was}</del>}
              <ins>{now === '' ? <Text words={words.nothing} beside /> : now}</ins>
            </p>
            <p className="quiet">
              <Text words={changeWords[about].whom} />
            </p>
          </li>
        ))}
      </ul>
    </Ask>
  );
}
