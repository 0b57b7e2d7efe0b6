import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isOpen } from '../../shared/report/anomalies.ts';
import {
  bulletin,
  bulletinLengths,
  type BulletinSetting,
  intentWordings,
} from '../../shared/report/bulletin.ts';
import { isWhole, seenOf } from '../../shared/report/coverage.ts';
import { checkPath } from '../../shared/report/published.ts';
import type { DayView } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { Qr } from '../ui/qr.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './bulletin.css';
import type { OrganiserAtWork } from './day.ts';
import { organiserWords as words } from './words.ts';

export interface BulletinProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly atServer: boolean;
}

/** 通稿: the paragraph of the evening, and whether it may be published. */
export function Bulletin({ organiser, view, atServer }: BulletinProps) {
  const { anomalies } = useStore(organiser);
  useEffect(() => void organiser.loadAnomalies(), [organiser]);
  const unsettled = anomalies?.anomalies.filter(isOpen).length ?? 0;
  const [setting, setSetting] = useState<BulletinSetting>({
    length: 'middle',
    wording: 'first',
    numbers: 'exact',
  });
  const [copied, setCopied] = useState('');
  const [published, setPublished] = useState<{ text: string; url: string }>();
  const [said, setSaid] = useState<Words>();
  const text = bulletin(view, setting);
  const whole = isWhole(seenOf(view.coverage, view.nowMs));
  const set = (change: Partial<BulletinSetting>): void => setSetting({ ...setting, ...change });

  async function publish(): Promise<void> {
    const done = await organiser.publish({
      scope: view.scope,
      setting,
      digest: view.digest,
    });
    if (done?.ok) {
      const url = `${location.origin}${checkPath(view.fair.id, done.value.number)}`;
      setPublished({ text, url });
      setSaid(undefined);
    } else setSaid(done?.fault.kind === 'moved' ? words.moved : words.notPublished);
  }

  return (
    <section className="bulletin">
      <div className="tools">
        <Pick
          label={words.length}
          names={words.lengths}
          all={bulletinLengths}
          chosen={setting.length}
          onChoose={(length) => set({ length })}
        />
        <Pick
          label={words.wording}
          names={words.wordings}
          all={intentWordings}
          chosen={setting.wording}
          onChoose={(wording) => set({ wording })}
        />
        <Pick
          label={words.rounding}
          names={words.roundings}
          all={['exact', 'rounded'] as const}
          chosen={setting.numbers}
          onChoose={(numbers) => set({ numbers })}
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
      <p className="bulletin-text" lang="zh-CN" data-testid="bulletin-text">
        {text}
      </p>
      <div className="tools">
        <Button
          look="first"
          words={copied === text ? words.copied : words.copy}
          onPress={() => {
            void navigator.clipboard.writeText(text).then(() => setCopied(text));
          }}
        />
        {atServer && (
          <Button words={words.publish} more={words.publishMore} onPress={() => void publish()} />
        )}
        <output role="alert">{said && <Text words={said} beside />}</output>
        <p className="quiet">
          <Text words={words.digest} beside /> <code>{view.digest}</code>
        </p>
      </div>
      {published?.text === text && (
        <figure className="bulletin-check">
          <Qr text={published.url} label={words.checkCode} />
          <figcaption>
            <Text words={words.checkCode} />
            <a href={published.url}>{published.url}</a>
          </figcaption>
        </figure>
      )}
    </section>
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
  );
}
