/** Names as they are compared and as they are shown to those who need not know them whole. */

/** Two spellings of a name that are the same name give the same text: width, spaces and the dots of 阿卜杜拉·买买提 are unified. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(/[\s\u200B-\u200F\u2060\uFEFF]/gu, '').replace(/[·•・.‧∙⋅]/gu, '·').toLowerCase();
}

/** 王敏 → 王*, 欧阳建国 → 欧***: the first character and how many follow. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return `${first}${'*'.repeat(Math.min(3, rest.length))}`;
}
