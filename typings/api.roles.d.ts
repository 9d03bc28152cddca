declare namespace Api.Roles {
  /** A role that one of my scopes reaches, in somebody's hands. */
  interface Holding {
    role: People.Grant['role'];
    scope: string;
    scopeName: string;
    expires: Millis;
    /** May I take it back? */
    revocable: boolean;
  }

  interface Holder {
    uid: string;
    name: string;
    unitName: string;
    /** In order of end, first those in force. */
    grants: Holding[];
  }

  /** Somebody of the name that was searched for. */
  interface Candidate {
    uid: string;
    /** Masked, such as 李**. */
    name: string;
    unitName: string;
    kind: 'active' | 'retired' | 'dispatched';
    /** Have they bound WeChat: without it a role cannot be used. */
    bound: boolean;
    /** Last four characters of the member's number, to tell namesakes apart. */
    tail: string;
  }
}

declare namespace Api {
  interface Actions {
    /** Who holds what in my scope. Admin and cadre. 20 people a page. */
    'people.grants': { input: { cursor?: string }; output: { items: Roles.Holder[]; next: string | null; now: Millis } };
    /** The unions that I may give roles over, widest first, and my own grants that allow it. Admin and cadre. */
    'people.grantable': { input: Record<string, never>; output: { uid: string; grants: People.Grant[]; unions: People.UnionChoice[]; now: Millis } };
    /** Members of my scope, or of one union in it, by their exact name; at most 20. */
    'people.candidates': { input: { name: string; unionId?: string }; output: { items: Roles.Candidate[]; more: boolean } };
    /** Gives a role over a union until an instant, or extends it. Keyed. */
    'people.grant': { input: { uid: string; role: People.Grant['role']; unionId: string; expires: Millis }; output: { uid: string; expires: Millis } };
    /** Takes a role back, at once. Keyed. */
    'people.revoke': { input: { uid: string; role: People.Grant['role']; scope: string }; output: { uid: string } };
  }
}
