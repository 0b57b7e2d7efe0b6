import { useRef, useState } from 'react';
import {
  bulletin,
  type BulletinSetting,
  MOST_ADDED,
  MOST_TEMPLATE,
} from '../../../shared/report/bulletin.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { namedFigures } from '../../../shared/report/named/all.ts';
import type { Named } from '../../../shared/report/named/named.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { bulletinWords as words } from './bulletin-words.ts';
import type { OrganiserAtWork } from '../day.ts';
import './template-editor.css';
import { TemplateFaults } from './template-faults.tsx';

export interface TemplateEditorProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  /** What is changed. */
  readonly setting: BulletinSetting;
  /** The bureau has a template of its own already. */
  readonly kept: boolean;
  readonly onDone: (next?: 'kept' | 'reset') => void;
}

const MOST_NAMES = 12;

/** The bureau's own template, with what comes of it beside. */
export function TemplateEditor({ organiser, view, setting, kept, onDone }: TemplateEditorProps) {
  const [template, setTemplate] = useState(setting.template);
  const [added, setAdded] = useState(setting.added);
  const [find, setFind] = useState('');
  const [said, setSaid] = useState<Words>();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, faults } = bulletin(view, { ...setting, template, added });

  function insert(name: string): void {
    const at = field.current?.selectionStart ?? template.length;
    const to = field.current?.selectionEnd ?? at;
    setTemplate(`${template.slice(0, at)}{${name}}${template.slice(to)}`);
    field.current?.focus();
  }

  async function keep(bulletin: { template: string; added: string } | null): Promise<void> {
    if (await organiser.keepTemplate(bulletin)) onDone(bulletin ? 'kept' : 'reset');
    else setSaid(words.notKept);
  }

  return (
    <div className="template-editor" data-testid="template-editor">
      <div className="template-fields">
        <label>
          <Text words={words.template} beside />
          <textarea
            ref={field}
            lang="zh-CN"
            rows={10}
            maxLength={MOST_TEMPLATE}
            value={template}
            onChange={({ target }) => setTemplate(target.value)}
          />
        </label>
        <label>
          <Text words={words.insert} beside />
          <input
            type="search"
            placeholder={words.findFigure.zh}
            value={find}
            onChange={({ target }) => setFind(target.value)}
          />
        </label>
        <ul className="template-names">
          {namesFor(view, find).map((named) => (
            <li key={named.name}>
              <button type="button" title={titleOf(named)} onClick={() => insert(named.name)}>
                {named.name}
              </button>
            </li>
          ))}
        </ul>
        <label>
          <Text words={words.added} beside />
          <textarea
            lang="zh-CN"
            rows={3}
            maxLength={MOST_ADDED}
            value={added}
            onChange={({ target }) => setAdded(target.value)}
          />
        </label>
      </div>
      <div className="template-preview">
        <h2>
          <Text words={words.preview} beside />
        </h2>
        <TemplateFaults faults={faults} />
        <p className="bulletin-text" lang="zh-CN">
          {text}
        </p>
      </div>
      <div className="tools">
        <Button
          look="first"
          words={words.keepOwn}
          disabled={faults.length > 0}
          onPress={() => void keep({ template, added })}
        />
        {kept && <Button words={words.reset} onPress={() => void keep(null)} />}
        <Button words={words.leave} onPress={() => onDone()} />
        <output role="alert">{said && <Text words={said} beside />}</output>
      </div>
    </div>
  );
}

/** Those whose name has these characters; the totals first, as long as nobody looks for any. */
function namesFor(view: DayView, find: string): Named[] {
  const wanted = find.trim();
  return [...namedFigures(view).values()]
    .filter(({ is, name }) => is !== 'gap' && name.includes(wanted))
    .slice(0, MOST_NAMES);
}

const titleOf = (named: Named): string => (named.is === 'gap' ? named.why : named.basis);
