declare namespace Api.People {
  /** worker 职工 (every member), cadre 工会干部, gate 场馆人员, judge 评委, official 裁判, supervisor 监督员, admin 系统管理员 */
  type Role = 'worker' | 'cadre' | 'gate' | 'judge' | 'official' | 'supervisor' | 'admin';

  /** A role within a union and all below it. */
  interface Grant {
    role: Exclude<Role, 'worker'>;
    /** Path of union ids ending in `/`, such as `/u1/u12/`. */
    scope: string;
    /** Name of the union that the scope ends in. */
    scopeName: string;
    /** When the grant ends. */
    expires: Millis;
  }

  interface Me {
    /** null: this WeChat account is in no union's roster yet. */
    member: null | {
      uid: string;
      name: string;
      /** Own unit, such as 江城机床厂工会. */
      unitName: string;
      /** Names from the city down to the own unit. */
      unitTrail: string[];
      unitPath: string;
    };
    grants: Grant[];
    /** Somebody in no roster who asked to be let in, or was refused; null: neither. */
    request: JoinRequest | null;
    now: Millis;
  }

  /** active 在职, retired 退休, dispatched 劳务派遣 */
  type MemberKind = 'active' | 'retired' | 'dispatched';

  /** Kind of work of somebody without a unit: 快递外卖, 司机, 家政, 建筑, 护理, 保洁保安, 其他. */
  type Work = 'courier' | 'driver' | 'domestic' | 'builder' | 'care' | 'cleaner' | 'other';

  /** My own request to join 入会申请, or to change units. */
  interface JoinRequest {
    /** The union that it is before. */
    unionName: string;
    at: Millis;
    state: 'open' | 'refused';
    /** Why a cadre refused; empty while it is open. */
    reason: string;
    /** Since when it is before this union. */
    since: Millis;
    /** By when this union must answer; null: no term. It passes the request on to the union above else. */
    dueAt: Millis | null;
    /** Unions that did not answer in time, first first. */
    passed: string[];
  }

  /** A union as a stranger finds it. */
  interface UnionFound {
    id: string;
    name: string;
    /** Names of the unions above it, widest first. */
    above: string[];
  }

  /** A member as a unit's roster shows them. */
  interface MemberRow {
    uid: string;
    /** Masked (陈**) where the cadre is above the unit. */
    name: string;
    kind: MemberKind;
    /** Last two characters of the staff number; empty: none is kept. */
    staffTail: string;
    /** Has this member a WeChat account here? */
    bound: boolean;
  }

  /** A request as the unit's cadre sees it. */
  interface RequestRow {
    requestId: string;
    name: string;
    unionName: string;
    at: Millis;
    /** Asked without a unit; null: asked of this unit. */
    outside: { work: Work; region: string; dueAt: Millis } | null;
    /** The unit that a member wants to leave for this one; null: not a member yet. */
    from: string | null;
  }

  /** A row of the roster without WeChat whose name is the same as a request's, or near. */
  interface Match {
    uid: string;
    name: string;
    staffTail: string;
    kind: MemberKind;
  }

  /** Somebody who lately bound WeChat to a row of the roster. */
  interface ClaimRow {
    uid: string;
    name: string;
    staffTail: string;
    at: Millis;
    /** claim: by name and staff number. answer: by a cadre's yes to a request. */
    how: 'claim' | 'answer';
  }

  /** Somebody who lately went from this unit to another. */
  interface LeaverRow {
    uid: string;
    name: string;
    toUnionName: string;
    at: Millis;
    /** asked: at their own wish. moved: by a cadre over both. */
    how: 'asked' | 'moved';
  }

  /** Everything we keep of me. */
  interface MyData {
    name: string;
    unitTrail: string[];
    kind: MemberKind;
    staffTail: string;
    joinedAt: Millis;
    /** unit: the unit put me into its roster. self: I asked to join. */
    origin: 'unit' | 'self';
    /** When this WeChat account was bound; null: before this was kept. */
    boundAt: Millis | null;
    grants: { role: Grant['role']; scopeName: string; expires: Millis }[];
    registrations: { title: string; startsAt: Millis; state: Registration.State | 'gone'; at: Millis; checkedInAt: Millis | null }[];
    /** Are there more registrations than the latest 100 above? */
    more: boolean;
    consents: { template: Notice.Template; answer: 'accept' | 'reject'; at: Millis }[];
    now: Millis;
  }

  interface UnionChoice {
    id: string;
    name: string;
    path: string;
    /** 0 city, 1 district or industry, 2 enterprise, 3 team 班组 */
    level: number;
    /** Members in it and below it. */
    members: number;
  }
}

declare namespace Api {
  interface Actions {
    /** Who am I: member, unit, grants. Works for anyone in WeChat. */
    'people.me': { input: Record<string, never>; output: People.Me };
    /** The unions a cadre may open an activity for: own scope and below, widest first, at most 100 a scope. Cadre only. */
    'people.unions': { input: Record<string, never>; output: { unions: People.UnionChoice[] } };
    /** Unions whose name holds these words; for somebody who wants to join. At most 20. */
    'people.findUnions': { input: { search: string }; output: { unions: People.UnionFound[] } };
    /**
     * Binds this WeChat account to the row of a union's roster without WeChat that has this name and staff number. Keyed; also for strangers.
     * Every mismatch gets one and the same NOT_FOUND; five tries a day. A near name (㛃 for 洁) goes to the cadre: `asked`.
     */
    'people.claim': { input: { unionId: string; name: string; staffNumberTail: string }; output: { result: 'bound' | 'asked'; unionName: string } };
    /** Asks a union's cadre to be let in. Keyed; one open request per account. */
    'people.requestJoin': { input: { unionId: string; name: string }; output: { at: Millis } };
    /** Takes my open request back. Keyed. */
    'people.withdrawRequest': { input: Record<string, never>; output: { withdrawn: true } };
    /** Cadre: enrols members from lines 姓名[,工号][,类别]: all or, with a fault, none. Keyed. */
    'people.enrol': { input: { unionId: string; text: string }; output: { added: number; faults: { line: number; why: string }[] } };
    /** Cadre: one unit's own roster, latest enrolled first, 50 a page. */
    'people.roster': { input: { unionId: string; cursor?: string }; output: { unionName: string; rows: People.MemberRow[]; next: string | null } };
    /** Cadre: how many members a unit itself has. */
    'people.rosterSize': { input: { unionId: string }; output: { total: number } };
    /** Cadre: open requests of the unions of own scope, oldest first, at most 50. */
    'people.requests': { input: Record<string, never>; output: { requests: People.RequestRow[] } };
    /** Cadre: whom of the roster an open request may be, at most 5. */
    'people.requestMatches': { input: { requestId: string }; output: { matches: People.Match[] } };
    /** Cadre: lets somebody in, as a new row or bound to a row of the roster (`uid`), or refuses with a reason. Keyed. */
    'people.answerRequest': { input: { requestId: string; accept: boolean; uid?: string; reason?: string }; output: { answered: true } };
    /** Cadre: the mini-program code by which people without a unit ask this union to be let in; its file. NOT_FOUND for a union not one's own. */
    'people.joinCode': { input: { unionId: string }; output: { fileId: string; unionName: string } };
    /** For the page 我没有单位: places to choose from, and the union whose code was scanned (null: none, or there no more). */
    'people.outside': { input: { unionId?: string }; output: { regions: string[]; union: { id: string; name: string } | null } };
    /** Asks to be let in without a unit; routed by kind of work and place, or to the union whose code was scanned. Keyed; one open request per account. */
    'people.joinOutside': { input: { name: string; work: People.Work; region: string; unionId?: string }; output: { unionName: string; at: Millis; dueAt: Millis } };
    /** The first administrator of an empty system, by the one-time code that provisioning gave out: makes the city union and its first member. Keyed. */
    'people.claimFirst': { input: { code: string; name: string }; output: { unionId: string; unionName: string } };
    /** My request to change units; null: none. */
    'people.myChange': { input: Record<string, never>; output: { request: People.JoinRequest | null } };
    /** A member asks another unit to take them over. Keyed; one open request per account. */
    'people.requestChange': { input: { unionId: string }; output: { at: Millis } };
    /** Cadre: who went from this unit to another in the last 30 days, latest first, at most 100. */
    'people.leavers': { input: { unionId: string }; output: { leavers: People.LeaverRow[] } };
    /** Cadre: corrects a row; what is not given stays. Keyed. */
    'people.correctRow': { input: { uid: string; name?: string; staffNumber?: string; kind?: People.MemberKind }; output: { corrected: true } };
    /** Cadre over both units: moves a row to another. Registrations stay; grants over the old unit end. Keyed. */
    'people.moveRow': { input: { uid: string; unionId: string }; output: { moved: true } };
    /** Cadre: removes a row, with a reason. With live registrations only where `cancel` says to give them back. Keyed. */
    'people.removeRow': { input: { uid: string; reason: string; cancel: boolean }; output: { removed: true } };
    /** Cadre: who bound WeChat to a row of this unit in the last 30 days, latest first, at most 100. */
    'people.claims': { input: { unionId: string }; output: { claims: People.ClaimRow[] } };
    /** Cadre: unbinds an account from a row, with a reason; the row is without WeChat again. Keyed. */
    'people.dispute': { input: { uid: string; reason: string }; output: { disputed: true } };
    /** Everything we keep of me. */
    'people.myData': { input: Record<string, never>; output: People.MyData };
    /** Leaves: places freed, account freed, row removed or (where the unit enrolled me) kept by the unit without WeChat. Keyed; a repeat by then is a stranger's. */
    'people.leave': { input: Record<string, never>; output: { left: true } };
  }
}
