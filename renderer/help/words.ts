import { say } from '../../shared/say.ts';

/** The text around the handbook's pages, which have their own. */

export const helpWords = {
  title: say('使用手册', 'Handbook'),
  close: say('关闭手册', 'Close'),
  pages: say('目录', 'Contents'),
  sheets: say('岗位卡，可打印', 'One page for each role'),
  language: say('语言', 'Language'),
  print: say('打印本页', 'Print this page'),
  printAll: say('打印整本', 'Print it all'),
  whole: say('整本手册', 'The whole handbook'),
  wholeMore: say(
    '封面、目录和所有各页，排成 A4，可以打印，也可以存成一个 PDF。',
    'Cover, contents and every page on A4, to print or to keep as one PDF.',
  ),
  saidNow: say('屏幕上现在写着', 'The screen says now'),
  goOn: say('本页内容', 'This page'),
  fair: say('春风招聘会', 'Chunfeng'),
  subtitle: say('从空电脑到签名的数字', 'From an empty laptop to signed figures'),
} as const;
