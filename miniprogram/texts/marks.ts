/** Words of a score sheet 评分表. */
export const marksTexts = {
  none: '—',
  weight: (weight: number) => `占 ${weight}%`,
  less: (name: string, step: string) => `${name}减 ${step}`,
  more: (name: string, step: string) => `${name}加 ${step}`,
};
