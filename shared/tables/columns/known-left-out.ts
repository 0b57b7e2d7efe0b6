import { say } from '../../say.ts';
import type { EmployerMeaning } from './employer-meaning.ts';
import { looks } from './looks.ts';
import type { Meaning } from './meaning.ts';

/** Columns that are understood and not kept, with the reason. */

const personal = say(
  '联系人、电话和邮箱不写进招聘会文件（每台展位机器都有这份文件），请留在原表里',
  'contacts stay in your own table: the fair’s file is on every booth’s machine',
);
const noField = say(
  '招聘会文件里没有这一项，不导入',
  'the fair has no field for this; it is not taken',
);
const notNeeded = say('不需要导入', 'not needed');

export const leftOutMeanings: readonly Meaning<EmployerMeaning>[] = [
  {
    is: 'scale',
    words: say('单位规模', 'size of the employer'),
    headings:
      '公司规模 单位规模 企业规模 规模 人员规模 员工人数 职工人数 企业人数 在职人数 现有人数 员工规模',
    like: /规模|员工(总)?数|(员工|职工|在职|在岗|现有|参保|企业|单位)\S*人数/,
    leftOut: noField,
  },
  {
    is: 'contact',
    words: say('联系人', 'contact'),
    headings:
      '联系人 招聘联系人 负责人 经办人 联系人姓名 hr 人事 法人 法定代表人 法人代表 人事负责人 招聘负责人 对接人 客户经理',
    like: /联系人|负责人|经办人|法人|对接人/,
    unlike: /电话|手机|方式|号码|邮/,
    leftOut: personal,
  },
  {
    is: 'phone',
    words: say('联系电话', 'phone'),
    headings:
      '联系电话 电话 手机 手机号 手机号码 联系手机 联系方式 招聘电话 咨询电话 固定电话 座机 热线 电话号码 联系人电话 联系人手机 微信 qq 微信号 联系人及电话 联系人联系方式',
    like: /电话|手机|联系方式|微信|热线|qq/,
    look: looks.phone,
    fromCells: [looks.phone, 0.8],
    leftOut: personal,
    several: true,
  },
  {
    is: 'email',
    words: say('邮箱', 'e-mail'),
    headings:
      '邮箱 电子邮箱 邮箱地址 email 电子邮件 简历投递邮箱 投递邮箱 简历邮箱 联系邮箱 招聘邮箱 单位邮箱',
    like: /邮箱|邮件|email/,
    look: looks.letters,
    fromCells: [looks.letters, 0.8],
    leftOut: personal,
    several: true,
  },
  {
    is: 'postcode',
    words: say('邮编', 'post code'),
    headings: '邮编 邮政编码',
    leftOut: notNeeded,
  },
  {
    is: 'benefits',
    words: say('福利', 'benefits'),
    headings:
      '福利 福利待遇 福利保障 其他福利 食宿 食宿情况 社保 五险一金 保险 补贴 住房补贴 补助 薪资构成 薪酬构成 工资构成 职位福利 公司福利 福利情况 是否包吃住 社会保险',
    like: /福利|食宿|包吃|包住|社保|保险|补贴|补助|(薪资|工资|薪酬)(构成|结构)|提供/,
    leftOut: noField,
    several: true,
  },
  {
    is: 'description',
    words: say('岗位描述', 'description'),
    headings:
      '职位描述 岗位描述 职位简介 岗位职责 工作内容 工作职责 任职要求 岗位要求 任职条件 其他要求 其他条件 职责描述 招聘要求 任职资格 资格条件 用工要求 具体要求 技能要求 其它要求 其它条件 岗位说明 职位要求 岗位简介 工作描述 要求 招聘条件 岗位条件',
    like: /描述|职责|要求|条件|内容|说明|资格/,
    look: looks.words,
    leftOut: noField,
    several: true,
  },
  {
    is: 'degree',
    words: say('学位', 'degree'),
    headings: '学位 学位要求',
    leftOut: noField,
  },
  {
    is: 'form',
    words: say('用工形式', 'form of work'),
    headings:
      '工作性质 用工形式 招聘类型 用工性质 岗位性质 职位性质 用工类型 就业形式 用工方式 工作时间 工作时长 班次 上班时间',
    leftOut: noField,
    several: true,
  },
  {
    is: 'settlement',
    words: say('结算方式', 'when wages are paid'),
    headings: '结算方式 结算周期 工资结算方式 薪资结算方式 薪资发放方式 发薪日 发薪日期 结算',
    like: /结算|发薪|发放/,
    leftOut: noField,
  },
  {
    is: 'registration',
    words: say('信用代码', 'registration number'),
    headings:
      '统一社会信用代码 信用代码 社会信用代码 营业执照号 营业执照 组织机构代码 社会统一信用代码',
    leftOut: notNeeded,
  },
  {
    is: 'serial',
    words: say('序号', 'serial number'),
    headings: '序号 编号 序 号 no id 行号 序列 序列号',
    look: looks.serial,
    leftOut: notNeeded,
  },
  {
    is: 'date',
    words: say('日期', 'date'),
    headings:
      '发布时间 发布日期 截止日期 截止时间 报名时间 有效期 申请时间 审核时间 面试时间 更新时间 填报日期 填表日期 填报时间 招聘时间 参会日期 参会时间 用工日期 用工时间 登记时间 登记日期 开始时间 结束时间 到期时间 日期 时间',
    like: /日期|时间$|有效期/,
    look: looks.date,
    fromCells: [looks.date, 0.9],
    leftOut: notNeeded,
    several: true,
  },
];
