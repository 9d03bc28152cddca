import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import type { Faults, Form, Length, TimeName } from '../../form';
import { rulesTexts } from '../../rules-texts';
import { cadreTexts as t } from '../../texts';
import type { FormView, Part } from './view';

/** What the page of 发布活动 holds. */
export interface Data {
  fs: number;
  t: typeof t;
  words: typeof rulesTexts;
  common: typeof common;
  stage: 'loading' | 'failed' | 'choose' | 'form' | 'preview' | 'done';
  failure: Failure | null;
  before: Api.Activity.Card[];
  lengthChips: { value: Length; label: string }[];
  placeChips: { value: string; label: string }[];
  form: Form | null;
  view: FormView | null;
  faults: Faults;
  questionFaults: Record<string, string>;
  /** Faults are shown from the first try to publish on. */
  tried: boolean;
  fromBefore: boolean;
  unfolded: Part;
  unions: Api.People.UnionChoice[];
  /** What a union is being chosen for; empty: nothing. */
  unionFor: '' | 'audience' | 'quota';
  unionChoices: Api.People.UnionChoice[];
  picking: TimeName | '';
  pickerTitle: string;
  pickerAt: Api.Millis;
  busy: boolean;
  alreadyOpen: boolean;
  activityId: string;
}

export const data: Data = {
  fs: fontScale(),
  t,
  words: rulesTexts,
  common,
  stage: 'loading',
  failure: null,
  before: [],
  lengthChips: (['1h', '2h', '3h', 'half', 'whole', 'month', 'own'] as const).map((value) => ({ value, label: t.lengths[value] })),
  placeChips: [],
  form: null,
  view: null,
  faults: {},
  questionFaults: {},
  tried: false,
  fromBefore: false,
  unfolded: '',
  unions: [],
  unionFor: '',
  unionChoices: [],
  picking: '',
  pickerTitle: '',
  pickerAt: 0,
  busy: false,
  alreadyOpen: false,
  activityId: '',
};
