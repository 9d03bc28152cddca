/** Words about people and what they may do. */
export const roleNames: Record<Exclude<Api.People.Role, 'worker'>, string> = {
  cadre: '工会干部',
  gate: '场馆人员',
  judge: '评委',
  official: '裁判',
  supervisor: '监督员',
  admin: '系统管理员',
};

export const kindNames: Record<Api.People.MemberKind, string> = { active: '在职', retired: '退休', dispatched: '劳务派遣' };

/** Kinds of work of people without a unit. */
export const workNames: Record<Api.People.Work, string> = {
  courier: '外卖、快递',
  driver: '司机',
  domestic: '家政',
  builder: '建筑工地',
  care: '护理、照护',
  cleaner: '保洁、保安',
  other: '其他',
};
