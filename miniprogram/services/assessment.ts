import { call } from './client';
import { once } from './once';

/** 考核: those that I organise and those that my unit is in. */
export const assessments = () => call('assessment.list', {});

export const assessment = (assessmentId: string) => call('assessment.view', { assessmentId });

export const createAssessment = (input: Api.Input<'assessment.create'>) => once(`assessment:${JSON.stringify(input)}`, 'assessment.create', input);

/** What was reached stands from now on. */
export const concludeAssessment = (assessmentId: string) => once(`concludeAssessment:${assessmentId}`, 'assessment.conclude', { assessmentId });

export const appealMark = (input: Api.Input<'assessment.appeal'>) => once(`assessmentAppeal:${JSON.stringify(input)}`, 'assessment.appeal', input);

export const answerMark = (input: Api.Input<'assessment.answer'>) => once(`assessmentAnswer:${JSON.stringify(input)}`, 'assessment.answer', input);
