/** The demo city 江城: unions of four levels and the names its members go by. Invented; any likeness is chance. */

export interface DemoUnion {
  id: string;
  name: string;
  parent: string | null;
  level: number;
  trade: string;
  region: string;
  ownership: Api.Unions.Attributes['ownership'];
  /** Demo members whose own unit this is. */
  members: number;
}

const union = (id: string, parent: string | null, level: number, name: string, trade: string, region: string, ownership: DemoUnion['ownership'], members: number): DemoUnion => ({
  id,
  name,
  parent,
  level,
  trade,
  region,
  ownership,
  members,
});

export const unions: readonly DemoUnion[] = [
  union('city', null, 0, '江城市总工会', '综合', '江城市', '机关', 6),
  union('east', 'city', 1, '江东区总工会', '综合', '江东区', '机关', 4),
  union('west', 'city', 1, '江西新区总工会', '综合', '江西新区', '机关', 4),
  union('edu', 'city', 1, '江城市教育工会', '教育', '江城市', '事业单位', 2),
  union('health', 'city', 1, '江城市卫生健康工会', '卫生', '江城市', '事业单位', 2),
  union('jcjc', 'east', 2, '江城机床厂工会', '机械制造', '江东区', '国企', 30),
  union('bus', 'east', 2, '江城公交集团工会', '交通运输', '江东区', '国企', 48),
  union('weave', 'west', 2, '新江纺织有限公司工会', '纺织', '江西新区', '民企', 36),
  union('chip', 'west', 2, '微澜电子科技工会', '电子信息', '江西新区', '民企', 34),
  union('school1', 'edu', 2, '江城市第一中学工会', '教育', '江东区', '事业单位', 24),
  union('hosp', 'health', 2, '江城市人民医院工会', '卫生', '江东区', '事业单位', 40),
  union('street', 'east', 2, '滨江街道新就业形态工会联合会', '快递外卖', '江东区', '中小微', 22),
  union('jcjc1', 'jcjc', 3, '江城机床厂一车间班组', '机械制造', '江东区', '国企', 18),
  union('jcjc2', 'jcjc', 3, '江城机床厂装配班组', '机械制造', '江东区', '国企', 14),
  union('bus6', 'bus', 3, '公交集团六路车队班组', '交通运输', '江东区', '国企', 16),
];

export const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
export const givenNames = [
  '建国', '秀英', '志强', '桂兰', '海燕', '文斌', '晓明', '丽华', '国庆', '春梅', '卫东', '玉珍', '永强', '淑芬', '德胜', '雪梅', '俊杰', '红霞', '立新', '美玲',
  '伟', '芳', '磊', '静', '敏', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '霞', '平', '刚', '子轩', '雨桐', '浩然',
];

/** A union's path from its id: `/city/east/jcjc/`. */
export function pathOf(id: string): string {
  const found = unions.find((one) => one.id === id);
  if (!found) throw new Error(`no demo union ${id}`);
  return `${found.parent === null ? '/' : pathOf(found.parent)}${id}/`;
}

/** Names from the city down to this union. */
export function trailOf(id: string): string[] {
  const found = unions.find((one) => one.id === id);
  if (!found) throw new Error(`no demo union ${id}`);
  return [...(found.parent === null ? [] : trailOf(found.parent)), found.name];
}
