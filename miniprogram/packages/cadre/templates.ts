/** When an activity of a template usually is. */
export type When =
  /** The next such weekday (0 Sunday – 6 Saturday) at least `ahead` days away, at `at` (HH:MM). */
  | { weekday: number; ahead: number; at: string; hours: number }
  /** The whole of the next month, if sign-up has three days before it. */
  | { month: 'next' };

/** A template of 发布活动: a whole draft as data, made of capabilities that its rules and questions name. */
export interface Template {
  id: string;
  group: 'culture' | 'sport' | 'learn' | 'serve';
  icon: string;
  /** What it is called, and whom it is for in one line. */
  name: string;
  note: string;
  programme: Api.Activity.Programme;
  /** `{year}` stands for the year in which it begins. */
  title: string;
  summary: string;
  capacity: number;
  when: When;
  /** Sign-up closes so many hours after it opens, or so many before the start. */
  signUp: { lasts: number } | { before: number };
  rules?: Partial<Pick<Api.Activity.Rules, 'mode' | 'offerHours' | 'favourNew' | 'team' | 'sealedForm'>>;
  /** People may hand their place on until so many hours before the start. */
  substitute?: number;
  fields?: Omit<Api.Activity.Field, 'id'>[];
}

type Question = Omit<Api.Activity.Field, 'id'>;
const blank = { note: '', required: true, options: [], most: null, least: null };

/** Questions that are asked again and again; a cadre takes them by one tap. */
export const usualQuestions = {
  phone: { ...blank, kind: 'text', label: '紧急联系电话', note: '有意外时找谁', most: 20 },
  size: { ...blank, kind: 'choice', label: '衣服尺码', options: ['S', 'M', 'L', 'XL', 'XXL', '3XL'], most: 1 },
  health: { ...blank, kind: 'choice', label: '健康承诺', note: '有心脏病、高血压等请不要参加', options: ['我身体健康，自愿参加', '我不确定，请联系我'], most: 1 },
  birth: { ...blank, kind: 'date', label: '出生日期', note: '用来分年龄组和买保险' },
  company: { ...blank, kind: 'number', label: '同来的家属', note: '几位', required: false, least: 0, most: 5 },
  diet: { ...blank, kind: 'choice', label: '饮食', required: false, options: ['无忌口', '清真', '素食'], most: 1 },
} satisfies Record<string, Question>;

const { phone, size, health, birth } = usualQuestions;

/** In the order of the chooser; the first one is the plain one. */
export const templates: readonly Template[] = [
  {
    id: 'plain', group: 'culture', icon: 'activities', name: '普通活动', note: '先到先得，什么活动都能用', programme: 'general',
    title: '职工文体活动', capacity: 50, when: { weekday: 6, ahead: 2, at: '09:00', hours: 2 }, signUp: { before: 0 },
    summary: '请提前 15 分钟到场，凭入场码签到。\n临时不能来请在小程序里取消报名，把名额让给其他工友。',
  },
  {
    id: 'show', group: 'culture', icon: 'ticket', name: '文艺演出、讲座', note: '位子抢手，先报名后摇号', programme: 'general',
    title: '职工专场文艺演出', capacity: 300, when: { weekday: 6, ahead: 6, at: '19:00', hours: 2 }, signUp: { lasts: 48 }, rules: { mode: 'lottery', favourNew: true },
    summary: '报名 48 小时，截止后统一摇号，先报后报机会一样；没参加过活动的人机会加倍。\n摇中的凭入场码入场，不能来请及早退出，名额按次序递补。',
  },
  {
    id: 'film', group: 'culture', icon: 'ticket', name: '电影、文化快车', note: '送到企业的电影和演出，摇号', programme: 'general',
    title: '文化快车进企业：露天电影', capacity: 200, when: { weekday: 5, ahead: 5, at: '19:00', hours: 2 }, signUp: { lasts: 48 }, rules: { mode: 'lottery', favourNew: true },
    summary: '自带小马扎，遇雨顺延，改期会在这里通知。\n可以带家属，带几位请在报名表里写明。', fields: [usualQuestions.company],
  },
  {
    id: 'song', group: 'culture', icon: 'song', name: '歌咏大赛', note: '单位推荐，审核后参赛', programme: 'contest',
    title: '{year}年职工歌咏大赛', capacity: 60, when: { weekday: 6, ahead: 28, at: '14:00', hours: 3 }, signUp: { before: 168 }, rules: { mode: 'review', sealedForm: true },
    summary: '由单位工会审核、主办方确认，报名时上传盖章的报名表。\n每支队伍演唱一首，曲目健康向上，时长不超过 5 分钟。评委打分，去掉一个最高分和一个最低分取平均。',
    fields: [
      { ...blank, kind: 'text', label: '参赛曲目', most: 30 },
      { ...blank, kind: 'choice', label: '演唱形式', options: ['独唱', '重唱', '小合唱', '合唱'], most: 1 },
      { ...blank, kind: 'number', label: '上台人数', least: 1, most: 120 },
    ],
  },
  {
    id: 'works', group: 'culture', icon: 'image', name: '作品征集', note: '书画、摄影、征文，长期收稿', programme: 'general',
    title: '职工书画摄影作品征集', capacity: 500, when: { month: 'next' }, signUp: { before: 0 },
    summary: '主题由主办单位公布，内容健康，须为本人原创。\n先报名登记作品名称和类别，评审后展出并结集。',
    fields: [
      { ...blank, kind: 'choice', label: '作品类别', options: ['书法', '美术', '摄影', '征文', '短视频', '其他'], most: 1 },
      { ...blank, kind: 'text', label: '作品名称', most: 30 },
      { ...blank, kind: 'text', label: '创作说明', required: false, most: 200 },
    ],
  },
  {
    id: 'club', group: 'culture', icon: 'people', name: '文体协会活动', note: '协会、兴趣小组的每周活动', programme: 'general',
    title: '羽毛球协会周末活动', capacity: 24, when: { weekday: 6, ahead: 2, at: '15:00', hours: 2 }, signUp: { before: 2 }, substitute: 1,
    summary: '自带球拍和运动鞋，场地由工会提供。\n不能来请提前取消，两次不来又不请假的，一个月内排在最后。',
  },
  {
    id: 'meet', group: 'sport', icon: 'medal', name: '职工运动会', note: '单位审核报名，按项目编组', programme: 'meet',
    title: '{year}年职工运动会', capacity: 600, when: { weekday: 6, ahead: 35, at: '08:30', hours: 8 }, signUp: { before: 240 }, rules: { mode: 'review', sealedForm: true },
    summary: '每人限报 2 项，可兼报接力。由单位工会审核，报名时上传盖章的报名表。\n请按年龄组报名，身体不适请勿参赛。',
    fields: [
      { ...blank, kind: 'choice', label: '参赛项目', note: '限报 2 项', options: ['100 米', '400 米', '1500 米', '跳远', '铅球', '4×100 米接力'], most: 2 },
      birth, health, phone,
    ],
  },
  {
    id: 'fun', group: 'sport', icon: 'flag', name: '趣味运动会', note: '组队报名，先到先得', programme: 'meet',
    title: '职工趣味运动会', capacity: 30, when: { weekday: 6, ahead: 21, at: '08:30', hours: 8 }, signUp: { before: 72 }, rules: { team: { min: 6, max: 10 } }, substitute: 24,
    summary: '每队 6–10 人，队长先建队，把邀请发给队友。项目有拔河、跳长绳、接力跑，量力参加。\n请穿运动服和运动鞋，身体不适请勿参赛。', fields: [health, phone],
  },
  {
    id: 'reading', group: 'learn', icon: 'book', name: '职工读书月', note: '一个月的打卡读书', programme: 'reading',
    title: '{year}年职工读书月', capacity: 1000, when: { month: 'next' }, signUp: { before: -240 },
    summary: '每天读一会儿，打卡记下书名和心得。读书月开始后 10 天内都能加入。\n参加者自备图书，也可以到职工书屋借阅。',
  },
  {
    id: 'salon', group: 'learn', icon: 'comment', name: '读书沙龙', note: '共读、分享会，算读书月的一场', programme: 'reading',
    title: '读书沙龙', capacity: 30, when: { weekday: 4, ahead: 3, at: '18:30', hours: 2 }, signUp: { before: 2 }, substitute: 2,
    summary: '带一段最打动您的文字来，读给工友听。\n没读完也可以来听，现场有这本书。',
  },
  {
    id: 'lecture', group: 'learn', icon: 'chart', name: '流动大讲堂', note: '法律、健康、心理，送课上门', programme: 'general',
    title: '流动大讲堂：劳动法律公开课', capacity: 80, when: { weekday: 3, ahead: 5, at: '14:30', hours: 2 }, signUp: { before: 2 }, substitute: 2,
    summary: '律师到单位讲，讲完现场答疑。\n想问的问题可以先写在报名表里，不写名字地转给老师。',
    fields: [{ ...blank, kind: 'text', label: '想问老师什么', required: false, most: 200 }],
  },
  {
    id: 'training', group: 'learn', icon: 'edit', name: '培训班', note: '免费技能培训，摇号录取', programme: 'general',
    title: '职工免费技能培训班', capacity: 40, when: { weekday: 1, ahead: 10, at: '19:00', hours: 2 }, signUp: { lasts: 72 }, rules: { mode: 'lottery', favourNew: true, offerHours: 24 },
    summary: '报名 72 小时，截止后统一摇号录取，候补轮到时 24 小时内确认。\n请保证出勤，缺课三分之一以上不发结业证。',
    fields: [{ ...blank, kind: 'choice', label: '现有技能等级', options: ['无', '初级工', '中级工', '高级工', '技师及以上'], most: 1 }, phone],
  },
  {
    id: 'volunteer', group: 'serve', icon: 'shield', name: '志愿服务', note: '招募志愿者，登记到场', programme: 'general',
    title: '职工志愿服务：清洁河岸', capacity: 40, when: { weekday: 0, ahead: 5, at: '08:30', hours: 3 }, signUp: { before: 24 }, substitute: 12,
    summary: '统一发马甲和工具，中午前结束，到场签到。\n请穿方便活动的衣服，带水杯。', fields: [size, phone],
  },
  {
    id: 'venue', group: 'serve', icon: 'map', name: '场馆开放日', note: '文化宫、球馆的一次性名额，摇号', programme: 'general',
    title: '工人文化宫健身馆免费开放日', capacity: 60, when: { weekday: 0, ahead: 5, at: '09:00', hours: 8 }, signUp: { lasts: 48 }, rules: { mode: 'lottery', favourNew: true }, substitute: 12,
    summary: '报名 48 小时，截止后统一摇号。\n凭入场码进馆，请自带运动鞋；不能来请转给同事或退出。',
  },
];
