/** The closed table of refusals: a stable code and the sentence a person sees when an action has nothing closer to say. */
export const sentences: Record<Api.ErrorCode, string> = {
  BAD_INPUT: '填写的内容有误，请检查后再试',
  NO_IDENTITY: '没有认出您的微信账号，请在微信里重新打开',
  FORBIDDEN: '您没有这项操作的权限',
  NOT_FOUND: '没有找到，可能已被删除',
  NOT_OPEN: '还没有开始',
  CLOSED: '已经结束',
  USED: '已经用过了',
  FULL: '名额已满',
  KEY_REUSED: '这次提交与之前的不一致，请刷新后再试',
  SLOW_DOWN: '操作太频繁，请稍后再试',
  HELD: '内容正在审核，通过后会显示',
  INTERNAL: '服务出了点问题，已经记录，请稍后再试',
};

/** Thrown by an action that decides against the caller. It has written nothing. */
export class Refusal extends Error {
  constructor(
    readonly code: Api.ErrorCode,
    /** The Chinese sentence for the person; the table's own where none is given. */
    readonly sentence: string = sentences[code],
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
