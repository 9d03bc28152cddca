import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';

/** A unit that has opened its delegation; bibs and lists go by this order. */
export interface UnitOfMeet {
  id: string;
  /** Members when it was opened: its class 单位组别 goes by them. */
  members: number;
  /** Whose delegation it takes part in 联队; absent: it has its own. */
  joins?: { unit: string; invite: string; k: string; h: string };
}

/** A sports meet: the ONE document of its rulebook, its terms and where it stands. `_id` = the activity's. */
export interface MeetDocument {
  _id: string;
  scope: string;
  /** Title and organiser are the activity's own. */
  rulebook: Api.Meet.Rulebook;
  entriesUntil: number;
  captainsAt: number;
  hours: Api.Meet.Hours[];
  state: Api.Meet.State;
  /** Who has a delegation. A unit comes in only while entries are open. */
  units: UnitOfMeet[];
  /** The share of the draw, sealed until then, with its commitment; null: the list is not locked. */
  lot: { id: string; valueName: string; commitment: string; secret: string } | null;
  /** Delegations may not all be locked, or have no bibs yet. */
  unlocked: boolean;
  /** Changes of the locked list before the draw, with who made them. */
  changes: (Api.Meet.ListChange & { by: string; at: number })[];
  /** The draw; null: not drawn. `act` is the act of its events, too. */
  draw: { list: string; share: string; value: string; seed: string; act: Act } | null;
  /** Its events may not all be there. */
  undrawn: boolean;
  /** 竞赛日程: every round of every event; null: none was kept yet. */
  timetable: Api.Meet.TimetableItem[] | null;
  /** From when on somebody is to be told of a 检录; null: nobody is, or the meet is paused. */
  noticeDue: number | null;
  paused: { reason: string; at: number; by: string } | null;
  /** What everybody is to be told of the timetable, and whether they may not have been. */
  word: { key: string; title: string; text: string } | null;
  untold: boolean;
  /** The board does not know of the timetable or a pause for certain. */
  unshown: boolean;
  /** Records in force before the meet. */
  records: Api.Meet.RecordRow[];
  /** Its events may not hold them as they are. */
  unspread: boolean;
  /** Counts acts of the organiser: an edit is conditional on it. */
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** An athlete of a delegation; the id is the member's. Name and date of birth are sealed in storage: read it through delegation-store. */
export interface AthleteRow {
  uid: string;
  name: string;
  sex: Api.Meet.Sex;
  /** YYYY-MM-DD; it leaves the server in no answer and no file. */
  born: string;
  /** Unit it brings points to, in a 联队 one of several. */
  unit: string;
  health: Api.Meet.Health | null;
  bib: number | null;
}

/** A unit that was asked into a 联队. It is in once the meet's list says that it accepted. */
export interface PartnerRow {
  /** Of the asking. */
  id: string;
  unit: string;
  name: string;
  at: number;
}

export interface EntryRow {
  id: string;
  event: string;
  people: string[];
  seed: number | null;
}

/** A substitution after entries have closed. The names are sealed in storage. */
export interface SubstitutionRow {
  out: string;
  into: string;
  outName: string;
  intoName: string;
  reason: string;
  at: number;
}

/** A delegation 代表队: the ONE document that decides about a unit's athletes and entries. `_id` = `meet:unit`. */
export interface DelegationDocument {
  _id: string;
  meetId: string;
  unitId: string;
  unitPath: string;
  unitName: string;
  /** As it starts. */
  name: string;
  /** Telephone of the leader, sealed. */
  contact: string;
  leader: string;
  athletes: AthleteRow[];
  entries: EntryRow[];
  insurance: Api.Meet.Insurance | null;
  partners: PartnerRow[];
  substitutions: SubstitutionRow[];
  /** Athletes that were taken out and whose claim is not let go for certain, with the instant up to which it is given up. */
  loose: { uid: string; until: number }[];
  /** There are such. */
  unreleased: boolean;
  /** The list is locked: nothing changes it any more. */
  locked: boolean;
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** Whose athlete somebody is: one document a person and meet, made before the delegation's own write. `_id` = `meet:uid`. */
export interface PersonClaim {
  _id: string;
  meetId: string;
  unitId: string;
  unitName: string;
  /** When a call made it or last made sure of it. */
  touched: number;
  /** No run of the job has seen the athlete in the delegation since. */
  unsure: boolean;
}
