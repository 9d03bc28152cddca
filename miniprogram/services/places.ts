import { call } from './client';
import { once } from './once';

/** What cadres do with an activity's places. */

export const overview = (activityId: string) => call('places.overview', { activityId });

export const add = (activityId: string, uid: string, reason: string) => once(`add:${activityId}:${uid}`, 'places.add', { activityId, uid, reason });

/** `from`: the quota whose free place is brought to them; undefined: one of their own. */
export const move = (activityId: string, uid: string, from: string | null | undefined, reason: string) =>
  once(`move:${activityId}:${uid}`, 'places.move', from === undefined ? { activityId, uid, reason } : { activityId, uid, from, reason });

export const withdraw = (activityId: string, uid: string, reason: string) => once(`withdraw:${activityId}:${uid}`, 'places.withdraw', { activityId, uid, reason });

export const resize = (activityId: string, unionId: string | null, places: number, reason: string) =>
  once(`resize:${activityId}:${unionId ?? ''}:${places}`, 'places.resize', { activityId, unionId, places, reason });

/** 替换: `byUid` comes instead of `uid`. */
export const substitute = (activityId: string, uid: string, byUid: string, reason: string) =>
  once(`substitute:${activityId}:${uid}:${byUid}`, 'places.substitute', { activityId, uid, byUid, reason });
