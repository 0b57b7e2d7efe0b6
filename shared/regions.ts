/**
 * The province-level places that an ID number can begin with (GB/T 2260). Counties and cities change and
 * numbers stay, so nothing below the province is checked.
 */
export const provinces: ReadonlyMap<string, string> = new Map([
  ['11', '北京'],
  ['12', '天津'],
  ['13', '河北'],
  ['14', '山西'],
  ['15', '内蒙古'],
  ['21', '辽宁'],
  ['22', '吉林'],
  ['23', '黑龙江'],
  ['31', '上海'],
  ['32', '江苏'],
  ['33', '浙江'],
  ['34', '安徽'],
  ['35', '福建'],
  ['36', '江西'],
  ['37', '山东'],
  ['41', '河南'],
  ['42', '湖北'],
  ['43', '湖南'],
  ['44', '广东'],
  ['45', '广西'],
  ['46', '海南'],
  // People who registered in Chongqing before 1997 have Sichuan's.
  ['50', '重庆'],
  ['51', '四川'],
  ['52', '贵州'],
  ['53', '云南'],
  ['54', '西藏'],
  ['61', '陕西'],
  ['62', '甘肃'],
  ['63', '青海'],
  ['64', '宁夏'],
  ['65', '新疆'],
  ['71', '台湾'],
  // Residence permits begin with 81 to 83.
  ['81', '香港'],
  ['82', '澳门'],
  ['83', '台湾'],
]);

/** Where the holder first registered; undefined for a foreigner's permit, which begins with 9. */
export function provinceOf(number: string): string | undefined {
  return provinces.get(number.slice(0, 2));
}
