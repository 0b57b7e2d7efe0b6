import { useState } from 'react';
import { RECOVERY_LINES, recoveryLineState } from '../../shared/recovery-sheet.ts';
import { Ask } from '../ui/ask.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './sheet-lines.css';
import { takeOverText as words } from './take-over-words.ts';

export interface SheetLinesProps {
  /** Why they are not taken; undefined once they are. */
  readonly onSend: (lines: readonly string[]) => Promise<Words | undefined>;
  readonly onClose: () => void;
}

/** The sheet's lines as they are typed; each says by itself whether it is right. */
export function SheetLines({ onSend, onClose }: SheetLinesProps) {
  const [lines, setLines] = useState<readonly string[]>(() =>
    Array.from({ length: RECOVERY_LINES }, () => ''),
  );
  const [said, setSaid] = useState<Words>();
  const states = lines.map((typed, line) => recoveryLineState(line, typed));

  async function send(): Promise<void> {
    const why = await onSend(lines).catch(() => words.linesNotRight);
    if (why) setSaid(why);
    else onClose();
  }

  return (
    <Ask
      title={words.linesTitle}
      yes={words.goOn}
      no={words.back}
      ready={states.every((state) => state === 'right')}
      said={said}
      onYes={send}
      onNo={onClose}
    >
      <p>
        <Text words={words.linesMore} />
      </p>
      <ol className="recovery-lines">
        {lines.map((typed, line) => (
          <li key={line} data-state={states[line]}>
            <label>
              <Text words={words.line(line + 1)} beside />
              <input
                type="text"
                autoComplete="off"
                spellCheck={false}
                maxLength={80}
                value={typed}
                onChange={({ currentTarget }) =>
                  setLines(lines.map((old, at) => (at === line ? currentTarget.value : old)))
                }
              />
            </label>
            <output>{states[line] === 'wrong' && <Text words={words.lineWrong} beside />}</output>
          </li>
        ))}
      </ol>
    </Ask>
  );
}
