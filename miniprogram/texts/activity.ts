/** Words about activities 活动. */
export const programmeNames: Record<Api.Activity.Programme, string> = {
  reading: '职工读书月',
  contest: '歌咏大赛',
  meet: '职工运动会',
  general: '文体活动',
};

export const phaseNames: Record<Api.Activity.Phase, string> = {
  announced: '即将报名',
  open: '报名中',
  closed: '报名结束',
  running: '进行中',
  ended: '已结束',
  cancelled: '已取消',
};

export const stateNames: Record<Api.Registration.State, string> = { held: '已报名', waiting: '候补中' };
