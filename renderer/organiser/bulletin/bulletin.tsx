import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { DayView } from '../../../shared/report/day-view.ts';
import { isOpen } from '../../../shared/report/anomalies.ts';
import { bulletin, type BulletinSetting } from '../../../shared/report/bulletin.ts';
import {
  type BulletinLength,
  bulletinLengths,
  type IntentWording,
  intentWordings,
  presetTemplate,
} from '../../../shared/report/bulletin-presets.ts';
import { isWhole, seenOf } from '../../../shared/report/coverage.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { bulletinWords as words } from './bulletin-words.ts';
import './bulletin.css';
import { type Copied, copyFrom, copyText } from './copy-text.ts';
import type { OrganiserAtWork } from '../day.ts';
import { Publish } from './publish.tsx';
import { PublishedList } from './published-list.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { TemplateFaults } from './template-faults.tsx';
import { organiserWords } from '../words.ts';

export interface BulletinProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly atServer: boolean;
}

/** One of ours by its length, or the bureau's own. */
type Choice = BulletinLength | 'own';

/** 通稿: the notice of the evening, and whether it may be published. */
export function Bulletin({ organiser, view, atServer }: BulletinProps) {
  const { anomalies, ownTemplate } = useStore(organiser);
  useEffect(() => {
    void organiser.loadAnomalies();
    void organiser.loadTemplate();
  }, [organiser]);
  const unsettled = anomalies?.anomalies.filter(isOpen).length ?? 0;
  const [picked, setPicked] = useState<Choice>();
  const [wording, setWording] = useState<IntentWording>('first');
  const [numbers, setNumbers] = useState<BulletinSetting['numbers']>('exact');
  const [editing, setEditing] = useState(false);
  const [code, setCode] = useState<number>();
  const paragraph = useRef<HTMLParagraphElement>(null);
  const choice = picked ?? (ownTemplate ? 'own' : 'middle');
  const preset = presetTemplate(view, choice === 'own' ? 'middle' : choice, wording);
  const own = choice === 'own' ? ownTemplate : undefined;
  const setting: BulletinSetting = { template: preset, added: '', ...own, numbers };
  const { text, faults } = bulletin(view, setting);
  const whole = isWhole(seenOf(view.coverage, view.nowMs));

  return (
    <section className="bulletin">
      <div className="tools">
        <Pick
          label={words.length}
          names={words.lengths}
          all={ownTemplate ? [...bulletinLengths, 'own' as const] : bulletinLengths}
          chosen={choice}
          onChoose={setPicked}
        />
        {choice !== 'own' && (
          <Pick
            label={words.wording}
            names={words.wordings}
            all={intentWordings}
            chosen={wording}
            onChoose={setWording}
          />
        )}
        <Pick
          label={words.rounding}
          names={words.roundings}
          all={['exact', 'rounded'] as const}
          chosen={numbers}
          onChoose={setNumbers}
        />
      </div>
      <p className="bulletin-warning" data-whole={whole} role="status">
        <Text words={whole ? words.wholeNow : words.notWhole} beside />
      </p>
      {unsettled > 0 && (
        <p className="bulletin-warning" data-whole="false">
          <Text words={words.openAnomalies(unsettled)} beside />
        </p>
      )}
      <TemplateFaults faults={faults} />
      {editing ? (
        <TemplateEditor
          organiser={organiser}
          view={view}
          setting={setting}
          kept={ownTemplate !== null}
          onDone={(next) => {
            setEditing(false);
            if (next) setPicked(next === 'kept' ? 'own' : 'middle');
          }}
        />
      ) : (
        <p className="bulletin-text" lang="zh-CN" data-testid="bulletin-text" ref={paragraph}>
          {text}
        </p>
      )}
      <div className="tools">
        {!editing && (
          <>
            <Copy text={text} from={paragraph} />
            <Button words={words.edit} onPress={() => setEditing(true)} />
          </>
        )}
        {atServer && !editing && faults.length === 0 && (
          <Publish
            organiser={organiser}
            view={view}
            setting={setting}
            unsettled={unsettled}
            onPublished={setCode}
          />
        )}
        <p className="quiet">
          <Text words={organiserWords.digest} beside /> <code>{view.digest}</code>
        </p>
      </div>
      {atServer && (
        <PublishedList organiser={organiser} view={view} shown={code} onShow={setCode} />
      )}
    </section>
  );
}

/** Reports the result, for exactly the text that was copied. */
function Copy({ text, from }: { text: string; from: RefObject<HTMLElement | null> }) {
  const [done, setDone] = useState<{ readonly text: string; readonly how: Copied }>();
  const how = done?.text === text ? done.how : undefined;
  async function copy(): Promise<void> {
    const { current } = from;
    if (current) setDone({ text, how: await copyText(text, copyFrom(current)) });
  }
  return (
    <>
      <Button
        look="first"
        words={how === 'copied' ? words.copied : words.copy}
        onPress={() => void copy()}
      />
      <output>{how === 'selected' && <Text words={words.selected} beside />}</output>
    </>
  );
}

interface PickProps<T extends string> {
  readonly label: Words;
  readonly names: Readonly<Record<T, Words>>;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}

function Pick<T extends string>({ label, names, all, chosen, onChoose }: PickProps<T>) {
  return (
    <div className="pick" role="group" aria-label={label.zh}>
      <Text words={label} beside />
      <div className="pick-choices">
        {all.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === chosen}
            onClick={() => onChoose(each)}
          >
            <Text words={names[each]} beside />
          </button>
        ))}
      </div>
    </div>
  );
}
