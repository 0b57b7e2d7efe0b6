import { describe, expect, it } from 'vitest';
import { readEmployerKind } from './employer-kind.ts';
import { readIndustry } from './industry.ts';
import { readRegion } from './region.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

describe('a cell of the kind of employer (T32)', () => {
  it.each([
    ['国有企业', 'state'],
    ['国企', 'state'],
    ['央企', 'state'],
    ['国有控股', 'state'],
    ['中央企业', 'state'],
    ['民营企业', 'private'],
    ['民营', 'private'],
    ['民营公司', 'private'],
    ['私营企业', 'private'],
    ['私企', 'private'],
    ['外资企业', 'foreign'],
    ['外资', 'foreign'],
    ['外资（欧美）', 'foreign'],
    ['外资（非欧美）', 'foreign'],
    ['外商独资', 'foreign'],
    ['合资', 'foreign (taken-as 外资企业)'],
    ['中外合资', 'foreign'],
    ['港澳台企业', 'foreign (taken-as 外资企业)'],
    ['事业单位', 'public'],
    ['机关事业单位', 'public'],
    ['政府机关', 'public'],
    ['党政机关', 'public'],
    ['公办学校', 'public'],
    ['公立医院', 'public'],
    ['社会团体', 'social'],
    ['民办非企业', 'social'],
    ['民办非企业单位', 'social'],
    ['基金会', 'social'],
    ['非营利组织', 'social'],
    ['个体工商户', 'sole'],
    ['个体户', 'sole'],
    ['个体', 'sole'],
    ['其他', 'other'],
    ['其它企业', 'other'],
    ['上市公司', 'other (taken-as 其他)'],
    ['集体企业', 'other (taken-as 其他)'],
    ['股份制企业', 'other (taken-as 其他)'],
    ['有限责任公司', '? employer-kind'],
    ['股份有限公司', '? employer-kind'],
    ['国企/民营', '? employer-kind'],
    ['制造业', '? employer-kind'],
    ['', ''],
    ['-', ''],
  ])('is one of seven: %j', (text, expected) => {
    expect(inShort(readEmployerKind(text), String)).toBe(expected);
  });
});

describe('a cell of the industry (T33)', () => {
  it.each([
    ['制造业', 'C'],
    ['C 制造业', 'C'],
    ['C制造业', 'C'],
    ['C', 'C'],
    ['C39', 'C'],
    ['农、林、牧、渔业', 'A'],
    ['农林牧渔业', 'A'],
    ['农业', 'A'],
    ['采矿业', 'B'],
    ['电力', 'D'],
    ['建筑业', 'E'],
    ['建筑/建材/工程', 'E (taken-as 建筑业)'],
    ['批发零售', 'F'],
    ['批发和零售业', 'F'],
    ['贸易/进出口', 'F (taken-as 批发和零售业)'],
    ['交通/运输/物流', 'G (taken-as 交通运输、仓储和邮政业)'],
    ['物流', 'G (taken-as 交通运输、仓储和邮政业)'],
    ['住宿和餐饮业', 'H'],
    ['餐饮', 'H'],
    ['酒店/餐饮', 'H'],
    ['互联网/电子商务', 'I (taken-as 信息传输、软件和信息技术服务业)'],
    ['计算机软件', 'I (taken-as 信息传输、软件和信息技术服务业)'],
    ['计算机软件,互联网/电子商务', 'I (taken-as 信息传输、软件和信息技术服务业)'],
    ['IT', 'I (taken-as 信息传输、软件和信息技术服务业)'],
    ['金融', 'J'],
    ['保险', 'J (taken-as 金融业)'],
    ['房地产', 'K'],
    ['人力资源服务', 'L (taken-as 租赁和商务服务业)'],
    ['检测认证', 'M (taken-as 科学研究和技术服务业)'],
    ['环保', 'N (taken-as 水利、环境和公共设施管理业)'],
    ['家政服务', 'O (taken-as 居民服务、修理和其他服务业)'],
    ['教育培训', 'P (taken-as 教育)'],
    ['教育', 'P'],
    ['医疗', 'Q (taken-as 卫生和社会工作)'],
    ['文化传媒', 'R (taken-as 文化、体育和娱乐业)'],
    ['电子设备制造', 'C (taken-as 制造业)'],
    ['电子技术/半导体/集成电路', 'C (taken-as 制造业)'],
    ['汽车制造', 'C (taken-as 制造业)'],
    ['服装', 'C (taken-as 制造业)'],
    ['互联网/电子商务,网络游戏', 'I (taken-as 信息传输、软件和信息技术服务业)'],
    ['计算机软件,金融', 'I (left-out 金融)'],
    ['其他', '? industry'],
    ['多元化业务集团公司', '? industry'],
    ['服务业', '? industry'],
    ['民营企业', '? industry'],
    ['', ''],
    ['-', ''],
  ])('is a section of GB/T 4754: %j', (text, expected) => {
    expect(inShort(readIndustry(text), String)).toBe(expected);
  });
});

describe('a cell of the region (T34)', () => {
  it.each([
    ['江苏省 - 苏州市', '江苏省/苏州市'],
    ['江苏-苏州', '江苏省/苏州'],
    ['江苏省苏州市', '江苏省/苏州市'],
    ['江苏省苏州市吴江区', '江苏省/苏州市/吴江区'],
    ['上海-徐汇区', '上海市/徐汇区'],
    ['上海市 - 奉贤区', '上海市/奉贤区'],
    ['上海市徐汇区', '上海市/徐汇区'],
    ['上海', '上海市'],
    ['重庆市市辖区渝北区', '重庆市/渝北区'],
    ['广西壮族自治区南宁市', '广西壮族自治区/南宁市'],
    ['广西南宁', '广西壮族自治区/南宁'],
    ['内蒙古-呼和浩特', '内蒙古自治区/呼和浩特'],
    ['新疆/乌鲁木齐市', '新疆维吾尔自治区/乌鲁木齐市'],
    ['湖北省恩施土家族苗族自治州', '湖北省/恩施土家族苗族自治州'],
    ['苏州-工业园区', '苏州/工业园区'],
    ['苏州', '苏州'],
    ['合肥市', '合肥市'],
    ['高新区', '高新区'],
    ['全国', '全国'],
    ['江苏 苏州', '江苏省/苏州'],
    ['海南省', '海南省'],
    ['吉林', '吉林省'],
    ['', ''],
    ['-', ''],
    ['无', ''],
  ])('is province, city, county: %j', (text, expected) => {
    expect(inShort(readRegion(text), String)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readEmployerKind(text).is).not.toBe('read');
    expect(readIndustry(text).is).not.toBe('read');
    expect(readRegion(text).is).not.toBe('read');
  });
});
