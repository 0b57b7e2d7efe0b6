import { type Industry, industries, wordsOf } from '../../codes.ts';
import type { Reading } from '../reading.ts';
import { read, readPlain, unread } from './plain.ts';

/** How the sections are named in short; anything else that is known gets a note. */
const named: readonly (readonly [Industry, RegExp])[] = [
  ['A', /^(?:农业|林业|畜牧业|渔业|农林牧渔业?)$/],
  ['B', /^采矿业?$/],
  ['C', /^制造业?$/],
  ['D', /^(?:电力|热力|燃气|供水|电力热力燃气及水生产和供应业?)$/],
  ['E', /^建筑业?$/],
  ['F', /^(?:批发[和与]?零售业?|批发业?|零售业?)$/],
  ['G', /^(?:交通运输业?|交通运输仓储和邮政业?|邮政业?)$/],
  ['H', /^(?:住宿[和与]?餐饮业?|餐饮业?|酒店餐饮业?|住宿业?)$/],
  ['I', /^(?:信息传输软件和信息技术服务业?|信息技术服务业?)$/],
  ['J', /^金融业?$/],
  ['K', /^房地产业?$/],
  ['L', /^(?:租赁[和与]?商务服务业?|商务服务业?)$/],
  ['M', /^(?:科学研究[和与]?技术服务业?)$/],
  ['N', /^(?:水利环境[和与]?公共设施管理业?)$/],
  ['O', /^(?:居民服务修理[和与]?其他服务业?|居民服务业?)$/],
  ['P', /^教育业?$/],
  ['Q', /^(?:卫生[和与]?社会工作|卫生)$/],
  ['R', /^(?:文化体育[和与]?娱乐业?)$/],
  ['S', /^公共管理社会保障[和与]?社会组织$/],
  ['T', /^国际组织$/],
];

/** What the categories of job boards and bureaus belong to; the first that matches wins. */
const likely: readonly (readonly [Industry, RegExp])[] = [
  ['F', /贸易|进出口|批发|零售|超市|商超|百货|汽车销售|4s/],
  [
    'C',
    /制造|生产|加工|半导体|集成电路|机械|电子技术|电气|仪器|仪表|化工|石化|制药|服装|纺织|鞋|家具|印刷|包装|食品|饮料|钢铁|冶金|汽车及零|五金|模具|新材料|医疗器械|光伏|电池/,
  ],
  [
    'I',
    /互联网|软件|计算机|\bit\b|信息技术|信息服务|通信|电信|网络游戏|大数据|人工智能|电子商务|电商/,
  ],
  ['G', /物流|运输|交通|仓储|快递|邮政|航空|港口/],
  ['H', /酒店|餐饮|餐馆|宾馆|住宿|民宿/],
  ['J', /银行|保险|证券|基金|金融|投资|信托|期货/],
  ['K', /房地产|物业|房产|中介服务|地产/],
  ['E', /建筑|建材|装饰|装修|工程施工|施工/],
  ['P', /教育|培训|学校|院校|幼儿园/],
  ['Q', /医疗|卫生|医院|护理|养老|健康|诊所/],
  ['R', /文化|传媒|影视|娱乐|体育|旅游景区|艺术|出版|新闻/],
  ['L', /人力资源|劳务|租赁|商务|广告|咨询|法律|会计|会展|旅游|安保|保安/],
  ['M', /科研|研发|检测|认证|设计院|勘察|技术服务|测绘/],
  ['N', /环保|水利|环境|市政|园林|环卫|公共设施/],
  ['O', /家政|居民服务|美容|美发|维修|洗浴|保洁|婚庆/],
  ['D', /电力|热力|燃气|供水|供电|能源/],
  ['A', /农业|林业|畜牧|养殖|种植|渔业|农林|农产品/],
  ['B', /采矿|矿业|煤炭|石油开采|矿产/],
  ['S', /政府|机关|公共管理|社会保障|社会组织|社区/],
];

const LETTER = /^([A-Ta-t])(?:\d{1,4}|(?=[ .、:]|\p{Script=Han})|$)[ .、:]?(.*)$/u;

/** A section of GB/T 4754: T33. Of several that a cell names, the first counts. */
export function readIndustry(text: string): Reading<Industry> {
  return readPlain<Industry>(text, (looked) => {
    const [, letter = '', rest = ''] = LETTER.exec(looked) ?? [];
    const code = industries.find((each) => each.code === letter.toUpperCase())?.code;
    // The letter and the name have to agree.
    if (code) return !rest || sectionOf(rest)?.code === code ? read(code) : unread('industry');
    const parts = looked.split(',').map((part) => ({ part, section: sectionOf(part) }));
    const first = parts[0]?.section;
    if (!first) return unread('industry');
    const others = parts.filter(({ section }) => section?.code !== first.code);
    if (others.length > 0) {
      return read(first.code, {
        kind: 'left-out',
        rest: others.map(({ part }) => part).join('、'),
      });
    }
    const said = first.said ? wordsOf(industries, first.code).zh : undefined;
    return read(first.code, said === undefined ? undefined : { kind: 'taken-as', as: said });
  });
}

/** `said`: by a category of its own, not by the section's name. */
function sectionOf(text: string): { readonly code: Industry; readonly said: boolean } | undefined {
  const bare = text.replaceAll(/[\s、/&·()]/g, '');
  const own = named.find(([, pattern]) => pattern.test(bare))?.[0];
  const code = own ?? likely.find(([, pattern]) => pattern.test(text.toLowerCase()))?.[0];
  return code && { code, said: own === undefined };
}
