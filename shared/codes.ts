import { LATER } from './read-known.ts';
import { say, type Words } from './say.ts';

/**
 * The short lists that people choose from. Codes are written on the chain and in passes: add at the end,
 * never renumber, never reuse.
 */

export interface Choice<C extends string> extends Words {
  readonly code: C;
}

interface Coded<C extends string> extends Choice<C> {
  /** Its number in a pass; 0 says nothing. */
  readonly byte: number;
}

export const educations = [
  { code: 'primary', byte: 1, zh: '小学及以下', en: 'Primary or below' },
  { code: 'junior', byte: 2, zh: '初中', en: 'Junior middle school' },
  { code: 'senior', byte: 3, zh: '高中', en: 'Senior middle school' },
  { code: 'vocational', byte: 4, zh: '中专 / 技校', en: 'Vocational school' },
  { code: 'college', byte: 5, zh: '大专', en: 'Junior college' },
  { code: 'bachelor', byte: 6, zh: '本科', en: 'Bachelor' },
  { code: 'master', byte: 7, zh: '硕士', en: 'Master' },
  { code: 'doctor', byte: 8, zh: '博士', en: 'Doctor' },
] as const satisfies readonly Coded<string>[];

export const trades = [
  { code: 'manufacturing', byte: 1, zh: '生产制造', en: 'Manufacturing' },
  { code: 'electrician', byte: 2, zh: '电工焊工', en: 'Electrician, welder' },
  { code: 'construction', byte: 3, zh: '建筑工程', en: 'Construction' },
  { code: 'logistics', byte: 4, zh: '仓储物流', en: 'Warehouse, logistics' },
  { code: 'driving', byte: 5, zh: '司机配送', en: 'Driving, delivery' },
  { code: 'catering', byte: 6, zh: '餐饮酒店', en: 'Catering, hotels' },
  { code: 'retail', byte: 7, zh: '零售店员', en: 'Retail' },
  { code: 'housekeeping', byte: 8, zh: '家政养老', en: 'Housekeeping, care' },
  { code: 'cleaning', byte: 9, zh: '保洁绿化', en: 'Cleaning, gardening' },
  { code: 'security', byte: 10, zh: '保安物业', en: 'Security, property' },
  { code: 'health', byte: 11, zh: '医疗护理', en: 'Health, nursing' },
  { code: 'teaching', byte: 12, zh: '教育培训', en: 'Teaching' },
  { code: 'software', byte: 13, zh: '计算机', en: 'Software, IT' },
  { code: 'finance', byte: 14, zh: '财务金融', en: 'Finance' },
  { code: 'office', byte: 15, zh: '行政文员', en: 'Office work' },
  { code: 'sales', byte: 16, zh: '销售客服', en: 'Sales, service' },
  { code: 'design', byte: 17, zh: '设计传媒', en: 'Design, media' },
  { code: 'streaming', byte: 18, zh: '电商直播', en: 'E-commerce' },
  { code: 'farming', byte: 19, zh: '种植养殖', en: 'Farming' },
  { code: 'garment', byte: 20, zh: '服装缝纫', en: 'Garment, sewing' },
] as const satisfies readonly Coded<string>[];

/** Sections of GB/T 4754, by which bureaus count employers. */
export const industries = [
  { code: 'A', zh: '农、林、牧、渔业', en: 'Farming, forestry, fishing' },
  { code: 'B', zh: '采矿业', en: 'Mining' },
  { code: 'C', zh: '制造业', en: 'Manufacturing' },
  { code: 'D', zh: '电力、热力、燃气及水生产和供应业', en: 'Electricity, heat, gas, water' },
  { code: 'E', zh: '建筑业', en: 'Construction' },
  { code: 'F', zh: '批发和零售业', en: 'Wholesale, retail' },
  { code: 'G', zh: '交通运输、仓储和邮政业', en: 'Transport, storage, post' },
  { code: 'H', zh: '住宿和餐饮业', en: 'Hotels, catering' },
  { code: 'I', zh: '信息传输、软件和信息技术服务业', en: 'Information, software' },
  { code: 'J', zh: '金融业', en: 'Finance' },
  { code: 'K', zh: '房地产业', en: 'Real estate' },
  { code: 'L', zh: '租赁和商务服务业', en: 'Leasing, business services' },
  { code: 'M', zh: '科学研究和技术服务业', en: 'Research, technical services' },
  { code: 'N', zh: '水利、环境和公共设施管理业', en: 'Water, environment, public facilities' },
  { code: 'O', zh: '居民服务、修理和其他服务业', en: 'Household services, repair' },
  { code: 'P', zh: '教育', en: 'Education' },
  { code: 'Q', zh: '卫生和社会工作', en: 'Health, social work' },
  { code: 'R', zh: '文化、体育和娱乐业', en: 'Culture, sports, entertainment' },
  { code: 'S', zh: '公共管理、社会保障和社会组织', en: 'Public administration, social bodies' },
  { code: 'T', zh: '国际组织', en: 'International organisations' },
] as const satisfies readonly Choice<string>[];

export const employerKinds = [
  { code: 'state', zh: '国有企业', en: 'State-owned' },
  { code: 'private', zh: '民营企业', en: 'Private' },
  { code: 'foreign', zh: '外资企业', en: 'Foreign-owned' },
  { code: 'public', zh: '机关事业单位', en: 'Public body' },
  { code: 'social', zh: '社会组织', en: 'Social organisation' },
  { code: 'sole', zh: '个体工商户', en: 'Sole trader' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies readonly Choice<string>[];

/** At a university's fair, 应届 are those who graduate this year, and 本校 those of the school that holds it. */
export const graduations = [
  { code: 'own-this-year', zh: '本校应届', en: 'This school, graduating this year' },
  { code: 'own-other', zh: '本校其他年级或往届', en: 'This school, another year' },
  { code: 'other-this-year', zh: '外校应届', en: 'Another school, graduating this year' },
  { code: 'other', zh: '外校往届或其他', en: 'Neither' },
] as const satisfies readonly Choice<string>[];

/** Key groups are counted separately and followed up. A pass never contains them. */
export const keyGroups = [
  { code: 'graduate', zh: '高校毕业生', en: 'Graduate' },
  { code: 'migrant', zh: '进城务工人员', en: 'Migrant worker' },
  { code: 'lifted', zh: '脱贫人口', en: 'Lifted out of poverty' },
  { code: 'difficulty', zh: '就业困难人员', en: 'Difficulty finding work' },
  { code: 'veteran', zh: '退役军人', en: 'Veteran' },
  { code: 'unemployed', zh: '登记失业人员', en: 'Registered unemployed' },
  { code: 'disabled', zh: '残疾人', en: 'Person with a disability' },
] as const satisfies readonly Choice<string>[];

/** What an ID card says of a person, as far as figures may have it: never a birthday. */
export const sexes = [
  { code: 'male', zh: '男', en: 'Men' },
  { code: 'female', zh: '女', en: 'Women' },
] as const satisfies readonly Choice<string>[];
export const ageBands = [
  { code: 'to-24', zh: '24岁及以下', en: '24 and under' },
  { code: 'to-34', zh: '25至34岁', en: '25 to 34' },
  { code: 'to-44', zh: '35至44岁', en: '35 to 44' },
  { code: 'to-54', zh: '45至54岁', en: '45 to 54' },
  { code: 'more', zh: '55岁及以上', en: '55 and over' },
] as const satisfies readonly Choice<string>[];

/** The steps of an intent, from loose to firm; a declined one counts as none. */
export const intentSteps = [
  { code: 'interested', zh: '有兴趣', en: 'Interested' },
  { code: 'interview', zh: '约面试', en: 'Interview arranged' },
  { code: 'first', zh: '初步意向', en: 'First intent' },
  { code: 'agreed', zh: '就业意向协议', en: 'Letter of intent' },
  { code: 'signed', zh: '现场签约', en: 'Signed on the spot' },
  { code: 'declined', zh: '未达成', en: 'Declined' },
] as const satisfies readonly Choice<string>[];

export type Education = (typeof educations)[number]['code'];
export type Trade = (typeof trades)[number]['code'];
export type Industry = (typeof industries)[number]['code'];
export type EmployerKind = (typeof employerKinds)[number]['code'];
export type IntentStep = (typeof intentSteps)[number]['code'];

/** Only the codes, in the order of the list, as schemas need them. */
export function codesOf<const L extends readonly { readonly code: string }[]>(
  list: L,
): [L[number]['code'], ...L[number]['code'][]] {
  const [first, ...rest] = list.map((entry): L[number]['code'] => entry.code);
  if (first === undefined) throw new Error('an empty list of codes');
  return [first, ...rest];
}

/** As others may have written it. */
export const orLater = <C extends string>(codes: readonly C[]): (C | typeof LATER)[] => [
  ...codes,
  LATER,
];
export type HeardStep = IntentStep | typeof LATER;

/** Where a newer station wrote one that this version does not know. */
export const laterChoice: Choice<typeof LATER> = {
  code: LATER,
  ...say('更新的选项', 'A newer choice'),
};

/** The words of a code; the code itself if only a newer list knows it. */
export function wordsOf(list: readonly Choice<string>[], code: string): Words {
  return [...list, laterChoice].find((choice) => choice.code === code) ?? { zh: code, en: '' };
}
