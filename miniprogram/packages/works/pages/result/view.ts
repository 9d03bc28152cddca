import { pointsText } from '../../../../domain/contest/scores';
import { moment } from '../../../../format/when';
import { resultTexts as t } from '../../texts';

export interface LineView {
  number: number;
  title: string;
  who: string;
  note: string;
  mine: boolean;
  /** Can be read: it got a prize, and the result is out. */
  readable: boolean;
}

/** Works of a kind under one heading: a prize, or all that got none. */
export interface Group {
  name: string;
  prized: boolean;
  lines: LineView[];
}

export interface ResultView {
  kinds: { value: string; label: string }[];
  heading: string;
  groups: Group[];
  judges: string;
  sealed: string;
  reason: string;
  code: string;
}

const lineOf = ({ number, title, name, unitName, place, announced, prize, mine }: Api.Works.Line, published: boolean): LineView => ({
  ...{ number, title, who: `${name} · ${unitName}`, mine, readable: published && prize !== '' },
  note: `${t.place(place)} · ${t.points(pointsText(announced))} · ${t.number(number)}`,
});

export function resultView({ kinds, lines, judges, digest, sealedAt, reason, published }: Api.Works.Result, kind: string, now: Api.Millis): ResultView {
  const chosen = kinds.find(({ id }) => id === kind) ?? kinds[0];
  const own = lines.filter((line) => line.kind === chosen?.id);
  const names = [...new Set(own.map(({ prize }) => prize))];
  return {
    kinds: kinds.length > 1 ? kinds.map(({ id, name }) => ({ value: id, label: name })) : [],
    heading: chosen ? t.kind(chosen.name, chosen.works) : '',
    groups: names.map((name) => ({ name: name === '' ? t.others : name, prized: name !== '', lines: own.filter(({ prize }) => prize === name).map((line) => lineOf(line, published)) })),
    judges: judges.map(({ name, unitName }) => t.judge(name, unitName)).join('、'),
    ...{ sealed: t.sealedAt(moment(sealedAt, now)), reason: reason === '' ? '' : t.reason(reason), code: digest.slice(0, 12) },
  };
}
