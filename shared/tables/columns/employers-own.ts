import { say } from '../../say.ts';
import type { EmployerMeaning } from './employer-meaning.ts';
import { looks } from './looks.ts';
import type { Meaning } from './meaning.ts';

/** Columns about the employer and its booth. */

const notAnEmployer =
  /性质|类型|类别|规模|简介|介绍|概况|地址|地点|所在|属地|代码|编码|编号|行业|人数|联系|电话|手机|法人|网址|官网|网站|等级|级别|邮箱|信用|注册|执照|福利|意见|岗位|职位|盖章|主办|承办|填报|要求/;
const who = '(用人|招聘|用工|参会|参展|单位|企业|公司|机构|学校|医院)';
export const ownMeanings: readonly Meaning<EmployerMeaning>[] = [
  {
    is: 'employer',
    words: say('单位名称', 'employer'),
    headings:
      '单位名称 单位 企业名称 企业 公司名称 公司 用人单位 用人单位名称 招聘单位 招聘单位名称 用工单位 用工单位名称 用工企业 用工企业名称 单位全称 企业全称 公司全称 参会单位 参会单位名称 参会企业 参会企业名称 参展单位 参展企业 招聘企业 招聘企业名称 招聘公司 机构名称 医疗机构名称 医疗机构 学校名称 学校 医院名称 招聘主体 招聘机构 雇主 店名 店铺名称 门店名称 用工主体 经营主体 经营主体名称 市场主体名称 商户名称 商家名称 主体名称 合作社名称 会员单位 会员单位名称 会员企业 入驻企业 入驻单位 入园企业 园区企业 重点企业 重点企业名称 企业单位名称 单位企业名称 用人企业 用人企业名称 雇主名称 employer company',
    like: new RegExp(`${who}.{0,4}(名称|全称|名)$|^${who}(单位|企业)$|(单位|企业|公司)$`),
    perhaps: /^(社区|村居|村社区|项目|部门|主管部门|主管单位|街道|机构|商会)(名称)?$/,
    perhapsLook: looks.company,
    unlike: notAnEmployer,
    look: looks.words,
    fromCells: [looks.company, 0.7],
    needed: true,
  },
  {
    is: 'booth',
    words: say('展位', 'booth'),
    headings:
      '展位 展位号 展位号码 展位编号 展位序号 摊位 摊位号 摊位编号 展台 展台号 台号 席位 席位号 桌号 展位位置 位置号 booth stand',
    like: /展位|摊位|展台|席位|booth/,
    unlike: /要求|数量|个数|费|类型|规格/,
  },
  {
    is: 'zone',
    words: say('展区', 'zone'),
    headings:
      '展区 区域 专区 分区 展馆 场馆 展厅 所属展区 所属专区 招聘专区 招聘区域 会场 片区 zone',
    like: /展区|专区|展馆/,
    look: looks.zone,
  },
  {
    is: 'about',
    words: say('单位简介', 'about the employer'),
    headings:
      '单位简介 企业简介 公司简介 简介 单位介绍 企业介绍 公司介绍 单位概况 企业概况 公司概况 about',
    like: /(单位|企业|公司|机构|学校|医院).*(简介|介绍|概况|情况)/,
    unlike: /岗位|职位/,
    look: looks.words,
  },
  {
    is: 'kind',
    words: say('单位性质', 'kind of employer'),
    headings:
      '单位性质 企业性质 公司性质 机构性质 用人单位性质 用工单位性质 单位类型 企业类型 公司类型 单位类别 企业类别 公司类别 经济类型 所有制 所有制性质 企业属性 单位属性',
    like: /(单位|企业|公司|机构|学校|医院|经济|所有制)\S*(性质|属性)/,
    perhaps: /^(机构|经济|登记|市场主体)(类型|类别)$|(单位|企业|公司)(类型|类别)|^性质$/,
    unlike: /岗位|职位|工作|用工性|行业/,
  },
  {
    is: 'industry',
    words: say('所属行业', 'industry'),
    headings:
      '行业 所属行业 行业类别 行业类型 所在行业 行业分类 行业名称 从事行业 企业行业 公司行业 单位行业 行业门类 产业 产业类别',
    like: /行业/,
    unlike: /协会|经验/,
  },
  {
    is: 'address',
    words: say('单位地址', 'address'),
    headings:
      '单位地址 企业地址 公司地址 地址 详细地址 通讯地址 通信地址 联系地址 办公地址 注册地址 经营地址 单位详细地址 企业详细地址 address',
    like: /地址/,
    unlike: /网|邮|工作|上班|岗位|职位|住|用工/,
    look: looks.words,
  },
  {
    is: 'province',
    words: say('省', 'province'),
    headings: '省 省份 所在省份 所在省 省市 单位所在省 省直辖市',
  },
  { is: 'city', words: say('市', 'city'), headings: '市 城市 地市 所在城市 所在市 所属城市 市州' },
  {
    is: 'county',
    words: say('区县', 'county'),
    headings: '区县 县区 县 县市区 区 所在区县 所属区县 所属县区 市区县 所在区 所属区 区市县',
  },
  {
    is: 'town',
    words: say('乡镇街道', 'town or street office'),
    headings:
      '乡镇 镇街 街道 街道办 街道办事处 乡镇街道 镇 所属镇街 所属街道 所属乡镇 街道办事处乡镇 街道乡镇 镇街道 所属社区 所在街道 所在乡镇',
  },
  {
    is: 'region',
    words: say('地区', 'region'),
    headings:
      '地区 所在地区 所属地区 行政区划 属地 所在地 单位所在地 企业所在地 公司所在地 单位所在地区 企业所在地区 所属地 所属行政区划 注册地 园区 所属园区',
    like: /(单位|企业|公司|机构)?(所在|所属|注册)(地|行政区)|地区$/,
    perhaps: /区域$|片区$/,
    unlike: /岗位|职位|工作|户|行业|地址/,
    look: looks.place,
  },
  { is: 'x', words: say('横坐标', 'x'), headings: '横坐标 x' },
  { is: 'y', words: say('纵坐标', 'y'), headings: '纵坐标 y' },
];
