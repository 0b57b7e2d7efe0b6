/** What a cell looks like, whatever stands above it. */

type Look = (cell: string) => boolean;

/** No pattern looks at a text of that length. */
const LONG = 200;

const matches =
  (pattern: RegExp): Look =>
  (cell) =>
    cell.length < LONG && pattern.test(cell.normalize('NFKC').trim());

const phone = matches(
  /^(\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[-) ]?\d{7,8}|\d{7,8})(\D|$)/,
);
const date = matches(
  /^((19|20)\d{2}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?|\d{1,2}月\d{1,2}日)(\s.*)?$/,
);
const pay = matches(
  /面议|^[\d,.]+\s*[-~–—至到]\s*[\d,.]+\s*(元|k|万|千)|\d\s*(元|k\b|万|千)|^[1-9]\d{3,4}\s*([-~–—至到]\s*[1-9]\d{3,4})?$/i,
);
const headcount = matches(
  /^(招|约|计划|拟招)*(\d{1,4}(\s*[-~–—至]\s*\d{1,4})?|若干|数|多|几|不限|[一二两三四五六七八九十]+)\s*(余|多)?(人|名|位|个)?(以上|左右)?$/,
);
const heads = matches(/^招?(\d{1,4}(-\d{1,4})?|若干|数|多) ?[人名位]{1,2}(以上|左右)?$/);
const education = matches(
  /^(不限|无要求|.{0,6}(小学|初中|高中|中专|中技|技校|职高|中职|大专|专科|本科|硕士|研究生|博士|学士|文化).{0,12})$/,
);
const place = matches(/省|市|县|区|镇|乡|村|街道|园|城|旗|盟|州/);
/** Not a place on the map of the country. */
const zone = matches(/^(?!.*(省|市|县|镇|乡|村|街道)).{1,20}$/);
const sex = matches(/^(男女)?[男女]?[/、]?[男女]?(性|均可|不限|优先|生|士)*$|^不限$/);
const company = matches(
  /(公司|集团|[^技校]厂|工厂|商店|饭店|酒店|宾馆|超市|商场|医院|学校|中学|小学|幼儿园|学院|大学|银行|合作社|事务所|研究[院所]|设计院|中心|经营部|服务部|门市部|工作室|分行|支行|有限|企业|酒楼|餐厅|诊所|药房|药店|农场|俱乐部|协会|商行|商会|公寓|养老院|卫生院|社区|居委会|村委会|人民政府|[局委办]|车行|装饰|物流|劳务)([(（].*)?$/,
);
const title = matches(
  /(工|员|师|长|手|生|匠|嫂|医|护士|经理|主管|助理|主任|总监|专员|顾问|司机|保安|保洁|客服|文员|会计|出纳|学徒|店长|干部|代表|普工|操作|销售|管培|技术|教师|班长|助教|厨|秘书|编辑|主播|设计|运营|采购|跟单|外贸|翻译|律师|电工|焊工|教练|导购|前台|内勤|外勤|行政|人事|法务|策划|美工|仓管|质检|文案|骑手)([(（/、\d].*)?$/,
);
const letters = matches(/^[^\s@]+@[^\s@]+\.[a-z]+/i);
const serial = matches(/^\d{1,5}$/);

export const looks = {
  phone,
  date,
  pay,
  headcount,
  /** With its unit: a bare number may be anything. */
  heads,
  education,
  place,
  zone,
  sex,
  company,
  title,
  letters,
  serial,
  /** A sentence. */
  long: (cell: string) => cell.trim().length > 30,
  words: (cell: string) => !/^[\d\s.,\-~%]*$/.test(cell),
} as const satisfies Readonly<Record<string, Look>>;

/** The share of filled cells that look so; undefined if none is filled. */
export function shareOf(cells: readonly string[], look: Look): number | undefined {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return undefined;
  return filled.filter((cell) => look(cell)).length / filled.length;
}
