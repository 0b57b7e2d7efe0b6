import { fairKinds } from '../../shared/fair-kinds.ts';
import type { NewFairStep } from '../../shared/new-fair/draft.ts';
import { boothsOf, keepUntil, stationsOf } from '../../shared/new-fair/fair-of-draft.ts';
import { PencilIcon } from '../ui/icons.tsx';
import { Text } from '../ui/text.tsx';
import type { StepProps } from './step.ts';
import './step-check.css';
import { inChinese, newFairWords as words, stepWords } from './words.ts';

/** Each line leads to the step that it comes from. */
export function StepCheck({
  state,
  onGo,
}: StepProps & { readonly onGo: (step: NewFairStep) => void }) {
  const { draft, former } = state;
  const typed = boothsOf({ ...draft, booths: [] }).length;
  const employers = [
    ...(former ? [words.formerEmployers(former.employers, former.posts).zh] : []),
    ...(typed > 0 ? [words.typedEmployers(typed).zh] : []),
  ];
  const lines: readonly (readonly [NewFairStep, readonly string[]])[] = [
    ['fair', [draft.name, `${fairKinds[draft.kind].zh} · ${draft.organiser}`, draft.place]],
    ['days', [draft.days.map(inChinese).join('、'), words.keptUntil(keepUntil(draft))]],
    ['hall', machineLines(state)],
    ['desks', [draft.desks.map(({ zh }) => zh).join('、') || '—']],
    ['employers', employers.length > 0 ? employers : [words.noEmployers.zh]],
  ];
  return (
    <ul className="check-lines">
      {lines.map(([step, texts]) => (
        <li key={step}>
          <button type="button" onClick={() => onGo(step)}>
            <b>
              <Text words={stepWords[step].name} />
            </b>
            <span>
              {texts.map((text) => (
                <span key={text} lang="zh-CN">
                  {text}
                </span>
              ))}
            </span>
            <PencilIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

function machineLines({ draft }: StepProps['state']): string[] {
  const { gates, zones, deskMachines, walls, spares } = draft;
  const booths = zones.reduce((sum, { machines }) => sum + machines, 0);
  const parts = [
    `入口 ${gates}`,
    `展位 ${booths}（${zones.map(({ name }) => name).join('、')}）`,
    `服务台 ${deskMachines}`,
    `大屏 ${walls}`,
    '主办方 2',
    `备用 ${spares}`,
  ];
  return [words.total(stationsOf(draft).length).zh, parts.join(' · ')];
}
