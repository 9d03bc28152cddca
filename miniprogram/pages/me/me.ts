import { fontScale } from '../../format/scale';
import type { Failure } from '../../services/errors';
import { loading, pulled } from '../../services/loading';
import { holds, lastMe, me } from '../../services/people';
import { common } from '../../texts/common';
import { homeTexts } from '../../texts/home';
import { roleNames } from '../../texts/people';

interface Data {
  fs: number;
  t: typeof homeTexts;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  name: string;
  initial: string;
  unit: string;
  trail: string;
  roles: string[];
  gate: boolean;
  cadre: boolean;
  judge: boolean;
  /** What a stranger asked for and how it stands. */
  asking: { title: string; text: string; open: boolean } | null;
  /** Sees the records without being a cadre. */
  supervisor: boolean;
}

const data: Data = {
  fs: fontScale(),
  t: homeTexts,
  common,
  loaded: false,
  failure: null,
  name: '',
  initial: '',
  unit: '',
  trail: '',
  roles: [],
  gate: false,
  cadre: false,
  judge: false,
  asking: null,
  supervisor: false,
};

/** 我的: who I am here, what I am in, and the ways to my duties. */
Page({
  data,

  onLoad() {
    const known = lastMe();
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.show(await me()));
  },

  show(who: Api.People.Me) {
    const { member, grants, now } = who;
    this.setData({
      loaded: true,
      name: member?.name ?? '',
      initial: [...(member?.name ?? '')][0] ?? '',
      unit: member?.unitName ?? '',
      trail: member?.unitTrail.slice(0, -1).join(' › ') ?? '',
      roles: grants.filter(({ expires }) => expires > now).map(({ role, scopeName }) => `${roleNames[role]} · ${scopeName}`),
      gate: holds(who, 'gate'),
      cadre: holds(who, 'cadre'),
      judge: holds(who, 'judge'),
      asking: askingOf(who.request),
      supervisor: holds(who, 'supervisor') && !holds(who, 'cadre'),
    });
  },
});

function askingOf(request: Api.People.JoinRequest | null): Data['asking'] {
  if (request === null) return null;
  if (request.state === 'open') return { title: homeTexts.asked(request.unionName), text: homeTexts.askedText, open: true };
  return { title: homeTexts.refused(request.unionName), text: request.reason, open: false };
}
