/** Words of 读书打卡 outside its own package: on 首页 and on an activity's page. */
export const readingTexts = {
  title: '读书打卡',
  card: {
    todo: '今天还没打卡',
    first: '读一会儿，打第一次卡',
    done: (points: number) => (points > 0 ? `今天已打卡 · +${points} 分` : '今天已打卡'),
    streak: (days: number) => `已连续 ${days} 天`,
    keep: (days: number) => `已连续 ${days} 天，今天接上`,
    waiting: '有一次打卡等着网络，连上后自动提交',
    go: '去打卡',
    see: '看我的阅读',
  },
  way: {
    announced: (day: string) => `${day} 开始打卡`,
    closing: '打卡已结束，正在算最后的积分',
    frozen: '排名已封存，可以看榜单',
    outside: '看榜单和书单',
  },
  reports: {
    ad: '广告',
    copied: '抄来的',
    abuse: '骂人、攻击',
    privacy: '泄露别人的信息',
    improper: '内容不当',
    offTopic: '和读书无关',
  } satisfies Record<Api.Reading.ReportReason, string>,
  monthDay: (day: Api.Day) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`,
};
