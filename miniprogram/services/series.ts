import { call } from './client';
import { once } from './once';

/** 系列: activities of which one person may have so many places. */

/** The series that an activity for this union may belong to. */
export const seriesFor = async (audienceUnionId: string) => (await call('series.list', { audienceUnionId })).items;

/** Makes a series. */
export const createSeries = (input: Api.Input<'series.create'>) => once(`series:${JSON.stringify(input)}`, 'series.create', input);
