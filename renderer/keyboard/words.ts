import { say, type Words } from '../../shared/say.ts';
import type { Onward } from './field-text.ts';

export const keyboardWords = {
  keyboard: say('屏幕键盘', 'On-screen keyboard'),
  candidates: say('候选字词', 'Candidates'),
  all: say('展开', 'All'),
  fewer: say('收起候选', 'Fewer'),
  before: say('上一页', 'Page up'),
  after: say('下一页', 'Page down'),
  rub: say('退格', 'Backspace'),
  shift: say('大写', 'Shift'),
  marks: say('符号', 'Marks'),
  letters: say('字母', 'Letters'),
  parting: say('分词', 'Split'),
  toLatin: say('中/英：切换到英文', 'Switch to letters'),
  toChinese: say('中/英：切换到中文', 'Switch to Chinese'),
  gap: say('空格', 'Space'),
  hide: say('收起键盘', 'Hide'),
} as const;

export const onwardWords: Readonly<Record<Onward, Words>> = {
  next: say('下一项', 'Next'),
  submit: say('确定', 'OK'),
  done: say('完成', 'Done'),
};
