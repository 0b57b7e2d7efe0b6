import { say, type Words } from '../../say.ts';
import type { Change, ChangedField } from './merge.ts';

const fieldWords: Readonly<Record<ChangedField, Words>> = {
  employer: say('单位名称', 'employer'),
  zone: say('展区', 'zone'),
  about: say('单位简介', 'about'),
  at: say('图上的位置', 'place on the plan'),
  industry: say('行业', 'industry'),
  kind: say('单位性质', 'kind'),
  region: say('地区', 'region'),
  address: say('地址', 'address'),
  post: say('岗位名称', 'name'),
  trade: say('工种', 'trade'),
  headcount: say('招聘人数', 'headcount'),
  education: say('学历', 'education'),
  pay: say('薪资', 'pay'),
  place: say('工作地点', 'place'),
  major: say('专业', 'major'),
  experience: say('经验', 'experience'),
  age: say('年龄', 'age'),
  sex: say('性别', 'sex'),
  closed: say('状态', 'state'),
};

/** What an import would change, by name: 展位 A01 永晟电子“普工”：学历 初中 → 高中. */
export function changeWords(change: Change): Words {
  const { zh, en } = changeInWords(change);
  return say(`展位 ${change.booth} ${change.employer}${zh}`, `booth ${change.booth}: ${en}`);
}

/** The same below the booth's name. */
export function changeInWords(change: Change): Words {
  switch (change.kind) {
    case 'booth-new': {
      const { length } = change.posts;
      return say(`：新增，${length} 个岗位：${change.posts.join('、')}`, `new, posts ${length}`);
    }
    case 'post-new':
      return say(`：新增岗位“${change.post}”`, 'a new post');
    case 'post-kept':
      return say(`“${change.post}”：表里没有，原样保留`, 'a post that is not in the table, kept');
    case 'changed': {
      const field = fieldWords[change.field];
      const post = change.post === undefined ? '' : `“${change.post}”`;
      const [from, to] = [change.from || '（空）', change.to || '（空）'];
      return say(`${post}：${field.zh} ${from} → ${to}`, field.en);
    }
  }
}
