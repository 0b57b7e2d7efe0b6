import { say } from '../../shared/say.ts';
import { askForHelp } from './help-call.ts';
import './help-key.css';
import { spoken } from './text.tsx';

const words = say('使用手册', 'Handbook');

/** Opens the handbook. It stands where staff work, never on an attendee's screen; F1 presses it, too. */
export function HelpKey() {
  return (
    <button type="button" className="help-key" aria-label={spoken(words)} onClick={askForHelp}>
      <span aria-hidden="true">?</span>
      <span lang="zh-CN">手册</span>
    </button>
  );
}
