interface Places {
  capacity: number;
  left: number;
  waiting: number;
}

/** 还剩 12 / 50 个名额 · 名额已满 · 8 人候补 */
export function placesWords({ capacity, left, waiting }: Places): string {
  if (left > 0) return `还剩 ${left} / ${capacity} 个名额`;
  return waiting > 0 ? `${capacity} 个名额已满 · ${waiting} 人候补` : `${capacity} 个名额已满`;
}
