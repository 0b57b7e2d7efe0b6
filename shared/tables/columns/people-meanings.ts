import { answerNames, answerTable } from '../../answers.ts';
import { say } from '../../say.ts';
import { looks } from './looks.ts';
import { type Meaning, vocabularyOf } from './meaning.ts';
import { type GroupColumn, groupColumns, type PeopleMeaning } from './people-meaning.ts';

/** The words by which the columns of a list of people are known. */

/** Others who stand in a person's row: the householder, parents, who is called in an emergency. */
const otherPeople =
  /户主|父|母|监护|紧急|家长|配偶|亲属|法人|单位|企业|公司|填表|经办|审核|负责|推荐|介绍|包联|帮扶|曾用|拼音|英文|学校|院校|班主任|辅导员/;
const notTheNumber =
  /类型|种类|复印|照片|有效期|到期|签发|地址|正面|反面|附件|学历|毕业|退役|残疾|就业创业|失业证|资格|学位/;

const isName = (cell: string): boolean =>
  /^[^\d@:：。，；]{1,40}$/u.test(cell) && /\p{L}/u.test(cell);
/** As ID numbers look, whatever their heading says. */
export const isNumber = (cell: string): boolean =>
  /^[\d\s]{14,20}[\dx]?$|^[a-z]{1,3}\d{7,15}$|e\+\d+$/i.test(cell.normalize('NFKC'));
const isPhone = (cell: string): boolean =>
  looks.phone(cell) || /^[\d\s+\-/、,，()]{7,}$/.test(cell);
const isYesOrNo = (cell: string): boolean =>
  /^(是|否|有|无|√|✓|×|✗|y|n|yes|no|0|1|true|false|属于|不属于)$/i.test(
    cell.normalize('NFKC').trim(),
  );

const groupWords: Readonly<
  Record<GroupColumn, { readonly zh: string; readonly en: string; like: RegExp }>
> = {
  graduate: { zh: '应届', en: 'graduate', like: /应届|高校毕业生|离校未就业/ },
  migrant: { zh: '农民工', en: 'migrant worker', like: /农民工|进城务工|农村转移|返乡/ },
  lifted: {
    zh: '脱贫',
    en: 'lifted out of poverty',
    like: /脱贫|建档立卡|贫困户|防返贫|易返贫|监测户|监测对象/,
  },
  difficulty: { zh: '就业困难', en: 'difficulty finding work', like: /就业困难|零就业|低保|4050/ },
  veteran: { zh: '退役军人', en: 'veteran', like: /退役|退伍|复员|转业军/ },
  unemployed: { zh: '登记失业', en: 'registered unemployed', like: /失业/ },
  disabled: { zh: '残疾', en: 'disability', like: /残疾/ },
};

const notYesOrNo = /时间|日期|原因|类型|类别|类|等级|级别|证|编号|金额|部队|单位/;

const yesOrNo = groupColumns.map(
  (group): Meaning<PeopleMeaning> => ({
    is: `is-${group}`,
    words: say(`是否${groupWords[group].zh}`, groupWords[group].en),
    headings: `是否${groupWords[group].zh}`,
    like: groupWords[group].like,
    unlike: notYesOrNo,
    look: isYesOrNo,
  }),
);

const meanings: readonly Meaning<PeopleMeaning>[] = [
  {
    is: 'name',
    words: say('姓名', 'name'),
    headings:
      '姓名 学生姓名 学员姓名 求职者姓名 求职者 求职人员姓名 人员姓名 应聘者姓名 应聘人员 报名人 报名人姓名 报名人员姓名 申请人 申请人姓名 本人姓名 个人姓名 失业人员姓名 退役军人姓名 毕业生姓名 家庭成员姓名 成员姓名 劳动力姓名 务工人员姓名 员工姓名 真实姓名 中文姓名 名字 名称 name',
    like: /姓名|^名字/,
    unlike: otherPeople,
    look: isName,
  },
  {
    is: 'number',
    words: say('证件号码', 'ID number'),
    headings:
      '证件号码 证件号 身份证号 身份证号码 身份证 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 居民身份证 身份证件号码 身份证件号 有效证件号码 有效身份证件号码 证件编号 本人身份证号 个人身份证号 学生身份证号 学员身份证号 社会保障号码 社会保障号 社保号 身份号码 idnumber',
    like: /身份证|身份号码|证件号|社会保障号/,
    unlike: new RegExp(`${otherPeople.source}|${notTheNumber.source}`),
    look: isNumber,
  },
  {
    is: 'phone',
    words: say('手机号', 'phone'),
    headings:
      '手机号 手机号码 手机 电话 电话号码 联系电话 联系方式 联系手机 联系号码 移动电话 本人电话 本人手机 本人手机号 本人联系电话 个人电话 学生电话 学生手机 求职者电话 常用电话 常用手机号 手机电话 phone mobile tel',
    like: /手机|电话|联系方式/,
    perhaps: /^联系人(电话|手机|联系方式)/,
    unlike: new RegExp(
      `${otherPeople.source}|联系人|家庭|家里|座机|固定|固话|办公|第二|备用|其他|qq|微信|品牌|型号`,
    ),
    look: isPhone,
  },
  {
    is: 'education',
    words: say('学历', 'education'),
    headings:
      '学历 最高学历 文化程度 学历层次 最高学历层次 受教育程度 教育程度 文化水平 文化 学历学位 学历水平 现有学历 全日制学历 第一学历 education',
    like: /学历|文化程度|教育程度/,
    unlike: /性质|证书|编号|时间|年|学校|院校|专业|类型|证|在职|第二|父|母/,
    look: looks.education,
  },
  {
    is: 'trades',
    words: say('求职意向', 'work wanted'),
    headings:
      '工种 求职意向 就业意向 意向岗位 意向工种 意向职位 意向职业 求职工种 求职岗位 求职职位 期望职位 期望岗位 期望工种 期望工作 期望职业 应聘岗位 应聘职位 意愿岗位 意愿工种 职业意向 择业意向 就业意向岗位 就业意向工种 意向就业岗位 意向就业工种 求职意向岗位 求职意向工种 求职意向职位 拟从事岗位 拟从事工种 trades',
    like: /(意向|意愿|期望|求职|应聘|拟从事|想从事|愿意从事).*(岗位|职位|工种|职业|工作)|(求职|就业|择业|职业|务工)(意向|意愿)/,
    unlike: /地|薪|待遇|工资|收入|时间|区域|单位|企业|公司|行业|人数|编号|是否|有无/,
    look: (cell) => looks.words(cell) && !isYesOrNo(cell),
  },
  {
    is: 'groups',
    words: say('重点群体', 'key groups'),
    headings:
      '重点群体 重点群体类型 重点群体类别 重点人群 人员类别 人员类型 人员身份 人员分类 人员性质 群体 群体类别 群体类型 群体分类 人群 人群类别 人群类型 身份类别 身份类型 求职者类别 求职者类型 求职人员类别 求职人员类型 就业困难人员类型 就业困难人员类别 就业困难类型 就业困难类别 困难类型 困难类别 困难人员类型 困难人员类别 帮扶对象类型 对象类别 人员属性 groups',
    like: /(人员|群体|人群|困难|对象|身份)(类别|类型|分类|属性)$/,
    perhaps: /^(身份|类别|人员)$/,
    unlike: /户|证件|单位|岗位|部队/,
    look: looks.words,
    several: true,
  },
  ...yesOrNo,
  {
    is: 'address',
    words: say('住址', 'address'),
    headings:
      '住址 地址 家庭住址 家庭地址 现住址 现居住地 现居住地址 居住地 居住地址 居住地详细地址 常住地 常住地址 现住地 现住地址 通讯地址 通信地址 联系地址 详细地址 户籍地址 户籍详细地址 户籍地 户籍所在地 户口所在地 address',
    like: /住址|地址|居住地|户籍地|户口所在/,
    unlike: /单位|企业|公司|工作|意向|邮|网|学校|项目|父|母/,
  },
];

/** Other answers are known by the names that their table gives. */
const otherAnswers = answerNames
  .filter((name) => !meanings.some(({ is }) => is === name))
  .map((name): Meaning<PeopleMeaning> => {
    const { kept, columns } = answerTable[name];
    return { is: name, words: kept, headings: columns.join(' ') };
  });

export const peopleVocabulary = vocabularyOf([...meanings, ...otherAnswers]);
