import { say } from '../../say.ts';
import type { EmployerMeaning } from './employer-meaning.ts';
import { looks } from './looks.ts';
import type { Meaning } from './meaning.ts';

/** Columns about one post. */

const notHeads =
  /员工|职工|现有|在职|在岗|参保|企业|单位|公司|缴费|已招|到岗|报名|签到|录用|年龄|序|规模|应聘|投递|面试|学历|薪/;
export const postMeanings: readonly Meaning<EmployerMeaning>[] = [
  {
    is: 'title',
    words: say('岗位名称', 'post'),
    headings:
      '岗位名称 岗位 职位名称 职位 招聘岗位 招聘岗位名称 招聘职位 招聘职位名称 需求岗位 需求岗位名称 用工岗位 用工岗位名称 工作岗位 拟招聘岗位 拟招岗位 缺工岗位 空缺岗位 岗位工种 招聘工种 用工工种 需求工种 需求职位 职务 职务名称 招聘职务 岗位职务 工种岗位 岗位名 职位名 提供岗位 意向岗位 post title jobtitle job position',
    like: /岗位名|职位名|招聘(岗位|职位|工种)|(需求|用工|缺工|空缺|拟招|提供|紧缺|具体)(岗位|职位|工种)|岗位$|职位$/,
    perhaps: /^工种(名称)?$|^(职业|工作)(名称)?$|岗位|职位/,
    unlike:
      /人数|数量|数$|要求|职责|描述|简介|类别|类型|性质|代码|编号|编码|说明|条件|薪|工资|待遇|地|状态|等级|级别|大类|分类|福利|联系|学历|年龄|专业|信息|资格|总|区划|区域|城市|时间|日期|来源|备注|等次/,
    look: looks.words,
    fromCells: [looks.title, 0.6],
    needed: true,
  },
  {
    is: 'place',
    words: say('工作地点', 'place of work'),
    headings:
      '工作地点 工作地址 地点 工作区域 工作城市 工作地 工作所在地 工作地区 上班地点 上班地址 岗位所在地 岗位地点 岗位地址 就业地点 职位行政区划 职位所在地 职位地点 用工地点 用工地址 工作省份 工作区县 工作市 place location',
    like: /(工作|上班|就业|岗位|职位|用工).*(地点|地址|地区|城市|区域|省|区县|所在地|行政区划|地)$/,
    unlike: /户籍|居住/,
    several: true,
  },
  {
    is: 'code',
    words: say('岗位编号', 'post number'),
    headings: '岗位编号 岗位代码 职位编号 职位代码 岗位编码 职位编码 岗位序号 postcode',
    like: /(岗位|职位).*(编号|代码|编码)/,
  },
  {
    is: 'trade',
    words: say('工种', 'trade'),
    headings:
      '工种 职业类别 工种类别 工种类型 工种名称 岗位类别 岗位类型 岗位大类 岗位分类 职位类别 职位类型 职位分类 职位大类 职业 职业分类 职业大类 职业名称 职业工种 工种分类 trade',
    like: /工种|(岗位|职位|职业).*(类别|类型|大类|分类|种类)/,
    unlike: /人数|招聘|需求/,
    look: looks.words,
  },
  {
    is: 'headcount',
    words: say('招聘人数', 'headcount'),
    headings:
      '招聘人数 人数 需求人数 招工人数 用工人数 用人数 用人人数 招录人数 招收人数 招聘总人数 总人数 招聘名额 名额 岗位数 岗位数量 职位数 职位数量 招聘岗位数 招聘数量 需求数量 需求数 用工数量 数量 招聘数 拟招人数 拟招聘人数 拟招数量 计划招聘人数 招聘计划 招聘计划数 招聘计划人数 计划数 缺工人数 缺工数 缺工数量 空缺人数 需求量 用工需求 用工需求人数 岗位人数 招聘需求人数 需求 人数需求 招聘需求 招聘规模 headcount',
    like: /人数|名额|(岗位|职位|招聘|需求|用工|缺工|拟招|计划)(总)?(数量?|计划)$/,
    perhaps: /(岗位|职位|需求|招聘|缺口)$/,
    unlike: new RegExp(`${notHeads.source}|男|女`),
    look: looks.headcount,
    fromCells: [looks.heads, 0.8],
  },
  {
    is: 'headcountPart',
    words: say('招聘人数（分项）', 'part of the headcount'),
    headings:
      '男 女 男性 女性 人数男 人数女 男性人数 女性人数 招聘人数男 招聘人数女 需求人数男 需求人数女',
    like: /人数.*[男女]性?$|^(需求|招聘)?[男女]性?(人数|数量)?$/,
    look: looks.headcount,
    several: true,
  },
  {
    is: 'education',
    words: say('学历', 'education'),
    headings:
      '学历 学历要求 文化程度 文化程度要求 文化要求 学历层次 最低学历 最低学历要求 学历水平 教育程度 学历条件 学历学位 学历学位要求 受教育程度 文化 学历及以上 岗位学历要求 education',
    like: /学历|文化程度|教育程度/,
    unlike: /学位$|^学位|专业|人数/,
    look: looks.education,
    fromCells: [looks.education, 0.8],
  },
  {
    is: 'payFrom',
    words: say('薪资下限', 'pay, from'),
    headings:
      '月薪下限 最低工资 最低薪资 最低月薪 薪资下限 工资下限 薪酬下限 最低薪酬 起薪 薪资起 月薪起 最低待遇 最低月工资 月薪最低 薪资最低 工资最低 薪酬最低 待遇最低 月薪从',
    like: /(薪|工资|待遇|收入|报酬).*(下限|最低|最小|起$|从$|min)|(最低|最小|起始).*(薪|工资|待遇|收入)/,
    unlike: /标准$|保障/,
  },
  {
    is: 'payTo',
    words: say('薪资上限', 'pay, to'),
    headings:
      '月薪上限 最高工资 最高薪资 最高月薪 薪资上限 工资上限 薪酬上限 最高薪酬 最高待遇 最高月工资 月薪最高 薪资最高 工资最高 薪酬最高 待遇最高 月薪至',
    like: /(薪|工资|待遇|收入|报酬).*(上限|最高|最大|止$|至$|max)|(最高|最大).*(薪|工资|待遇|收入)/,
  },
  {
    is: 'pay',
    words: say('薪资', 'pay'),
    headings:
      '薪资 薪酬 工资 月薪 待遇 薪资待遇 工资待遇 薪酬待遇 月工资 月收入 综合薪资 薪水 报酬 劳动报酬 年薪 日薪 时薪 工价 薪资范围 薪酬范围 薪资水平 薪酬水平 月薪范围 月薪资 月薪酬 工资标准 日工资 小时工资 工资范围 工资水平 薪资标准 薪酬标准 综合月薪 工资薪酬 参考薪资 参考工资 薪资区间 薪酬区间 薪资要求 岗位薪资 岗位薪酬 岗位待遇 薪资报酬 薪资福利 薪酬福利 工资福利 薪资及福利 pay salary',
    like: /薪|工资|待遇|收入|报酬|工价|酬/,
    unlike:
      /构成|结构|方式|日期|发薪|发放|^福利|福利$|补贴|奖金|计薪|类型|单位$|结算|周期|说明$|备注|可议|是否|上限|下限|最高|最低/,
    look: looks.pay,
    fromCells: [looks.pay, 0.8],
  },
  {
    is: 'per',
    words: say('计薪方式', 'period of pay'),
    headings:
      '计薪 计薪方式 计薪单位 计薪类型 薪资单位 薪资类型 薪酬类型 工资类型 计酬方式 薪资计算方式 计薪周期 per',
    like: /计薪|计酬|薪(资|酬)(单位|类型)/,
  },
  {
    is: 'major',
    words: say('专业', 'major'),
    headings:
      '专业 专业要求 需求专业 所需专业 专业名称 所学专业 专业条件 专业限制 招聘专业 专业需求 专业类别',
    like: /专业/,
    unlike: /技术|职称|资格|人数|毕业/,
  },
  {
    is: 'experience',
    words: say('工作经验', 'experience'),
    headings:
      '工作经验 经验要求 工作年限 经验 工作经验要求 工作经历 工作年限要求 从业经验 相关工作经验 经验年限 工龄',
    like: /经验|工作年限|工作经历/,
  },
  {
    is: 'ageFrom',
    words: say('年龄下限', 'age, from'),
    headings: '年龄下限 最小年龄 最低年龄 年龄最小 年龄最低 年龄起',
  },
  {
    is: 'ageTo',
    words: say('年龄上限', 'age, to'),
    headings: '年龄上限 最大年龄 最高年龄 年龄最大 年龄最高 年龄止',
  },
  {
    is: 'age',
    words: say('年龄', 'age'),
    headings: '年龄 年龄要求 年龄限制 年龄范围 年龄段 年龄条件 岁数 年龄区间',
    like: /年龄/,
  },
  {
    is: 'sex',
    words: say('性别', 'sex'),
    headings: '性别 性别要求 性别限制 男女 男女要求 性别条件',
    like: /性别/,
    look: looks.sex,
  },
  {
    is: 'state',
    words: say('状态', 'state'),
    headings: '状态 岗位状态 招聘状态 职位状态 state',
    look: looks.words,
  },
];
