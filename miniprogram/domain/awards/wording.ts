/** What an honour is called by: a title 称号 needs a basis 文号; without one it is 推选 or 通报表扬. */
export interface HonourBasis {
  /** Such as 读书之星. */
  title: string;
  /** Number of the paper that allows the title; empty: there is none. */
  basis: string;
  /** Which words where there is none. */
  without: 'select' | 'commend';
}

/** The act in words, to follow a name: 授予…称号, 推选为…, 予以通报表扬. */
export function honourWords({ title, basis, without }: HonourBasis): string {
  if (basis !== '') return `授予“${title}”称号`;
  return without === 'select' ? `推选为“${title}”` : `作为“${title}”予以通报表扬`;
}

/** How the list is headed. */
export function listWords({ title, basis, without }: HonourBasis): string {
  if (basis !== '') return `拟授予“${title}”称号名单`;
  return without === 'select' ? `拟推选“${title}”名单` : `拟通报表扬“${title}”名单`;
}
