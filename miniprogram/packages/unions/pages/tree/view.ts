import { unionTexts as t } from '../../texts';

/** One union of a list. */
export interface TreeRow {
  id: string;
  name: string;
  note: string;
  /** Names above it, where it was searched for. */
  above: string;
}

export function rowOf({ id, name, level, members, below }: Api.Unions.Row): TreeRow {
  return { id, name, note: [t.levels[level] ?? '', t.people(members), ...(below > 0 ? [t.below(below)] : [])].join(' · '), above: '' };
}

export function foundOf(union: Api.Unions.Found): TreeRow {
  const former = union.formerNames.length > 0 ? [t.former(union.formerNames)] : [];
  return { ...rowOf(union), above: [union.above.join(' › '), ...former].filter((words) => words !== '').join('，') };
}

/** A union's own card. */
export interface HeadView {
  id: string;
  name: string;
  note: string;
  tags: string[];
  former: string;
  /** The union right above, where it is in my scope. */
  upId: string;
  trail: string;
  /** It is on its way elsewhere, or has gone. */
  notice: string;
  goneTo: string;
  mayEdit: boolean;
  mayPlace: boolean;
}

/** @param tops ids of the unions that my scopes end in: above them I see names only */
export function headOf(union: Api.Unions.Detail, tops: readonly string[]): HeadView {
  const { trade, region, ownership, size, formerNames, above } = union;
  const up = tops.includes(union.id) ? undefined : above[above.length - 1];
  return {
    id: union.id,
    name: union.name,
    note: rowOf(union).note,
    tags: [ownership, trade, region, ...(size > 0 ? [t.size(size)] : [])].filter((tag) => tag !== ''),
    former: formerNames.length > 0 ? t.former(formerNames) : '',
    upId: up?.id ?? '',
    trail: above.map(({ name }) => name).join(' › '),
    notice: union.mergedInto ? t.merged(union.mergedInto.name) : union.moving ? t.moving[union.moving.kind](union.moving.toName) : '',
    goneTo: union.mergedInto?.id ?? '',
    mayEdit: union.may.edit,
    mayPlace: union.may.place && union.moving === null,
  };
}
