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
