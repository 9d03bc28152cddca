import { fontScale } from '../../../../format/scale';
import type { GateRow } from '../../../../services/checkin';
import type { Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import type { Answer } from '../../gate';
import type { Returned } from '../../ledger';
import { staffTexts as t } from '../../texts';

export type GateChoice = keyof typeof t.gates;

export type Way = keyof typeof t.ways;

export interface DutyRow extends Api.CheckIn.Duty {
  when: string;
  /** In the hall, as far as this phone knows. */
  inside: number;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  stage: 'loading' | 'failed' | 'setup' | 'scan';
  failure: Failure | null;
  duties: DutyRow[];
  duty: DutyRow | null;
  gateChips: { value: GateChoice; label: string }[];
  gateChoice: GateChoice;
  gateOwn: string;
  gate: string;
  setupFault: string;
  way: Way;
  ways: { value: Way; label: string }[];
  fill: 'free' | 'near' | 'full';
  /** 可容纳 500 */
  takes: string;
  torch: boolean;
  cameraOff: boolean;
  checking: boolean;
  answer: Answer | null;
  queued: number;
  sending: boolean;
  returned: Returned[];
  manual: boolean;
  manualText: string;
  sheet: '' | 'find' | 'units';
  list: GateRow[];
  listNote: string;
}

/** What the page shows before anything is known. */
export const emptyGate: Data = {
  fs: fontScale(),
  t,
  common,
  stage: 'loading',
  failure: null,
  duties: [],
  duty: null,
  gateChips: (['east', 'west', 'own'] as const).map((value) => ({ value, label: t.gates[value] })),
  gateChoice: 'east',
  gateOwn: '',
  gate: '',
  setupFault: '',
  way: 'in',
  ways: (['in', 'out'] as const).map((value) => ({ value, label: t.ways[value] })),
  fill: 'free',
  takes: '',
  torch: false,
  cameraOff: false,
  checking: false,
  answer: null,
  queued: 0,
  sending: false,
  returned: [],
  manual: false,
  manualText: '',
  sheet: '',
  list: [],
  listNote: '',
};

