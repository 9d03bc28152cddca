/** 联队: small units that enter a meet together under one delegation. */
declare namespace Api.Meet {
  interface Partner {
    unitId: string;
    name: string;
    /** false: it was asked and has not answered. */
    joined: boolean;
  }

  /** A delegation that asks a unit in. */
  interface Invitation {
    unitId: string;
    unitName: string;
    /** The delegation's. */
    name: string;
  }

  /** A unit that might come in. own: it has a delegation of its own; joined: it is in somebody's 联队; asked: this delegation has asked it. */
  interface Candidate {
    unitId: string;
    name: string;
    /** The union right above it. */
    above: string;
    members: number;
    state: 'free' | 'asked' | 'joined' | 'own';
  }
}

declare namespace Api {
  interface Actions {
    /** Leader of a delegation: units that the meet is for and that have these words in their names, at most 20; not those above and below the own one. */
    'delegation.seek': { input: { meetId: string; unitId: string; search: string }; output: { units: Meet.Candidate[] } };
    /** Leader: asks a unit into the delegation as a 联队. Keyed; USED where it takes part otherwise. */
    'delegation.invite': { input: { meetId: string; unitId: string; partner: string }; output: { asked: true } };
    /** Cadre of the unit that was asked: it comes in, and has no delegation of its own. Keyed. */
    'delegation.join': { input: { meetId: string; unitId: string; partner: string }; output: { joined: true } };
    /** Takes a unit out of the 联队, or its asking back: by the leader, or by the unit itself, which so declines too. Keyed; USED while its athletes are in the list. */
    'delegation.part': { input: { meetId: string; unitId: string; partner: string }; output: { parted: true } };
  }
}
