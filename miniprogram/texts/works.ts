/** Words about 作品征集 that several packages share. */
export const worksTexts = {
  works: '作品征集',
  open: '发起作品征集',
  openNote: '征文、书评、摄影、书画，匿名评审',
  phases: { waiting: '待审定', announced: '未开始', open: '征集中', vetting: '已截稿', judging: '评审中', sealing: '待公布', sealed: '待公布', published: '已公布' } satisfies Record<Api.Works.Phase, string>,
  /** What a kind asks for. */
  asks: {
    text: (least: number, most: number) => `${least}–${most} 字`,
    noText: '不写正文',
    photos: (least: number, most: number) => (least === most ? `图片 ${most} 张` : least === 0 ? `可配图片 ${most} 张` : `图片 ${least}–${most} 张`),
  },
};
