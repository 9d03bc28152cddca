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
    /** The unions a cadre may open an activity for: own scope and below, nearest first. Cadre only. */
    'people.unions': { input: Record<string, never>; output: { unions: People.UnionChoice[] } };
  }
}
