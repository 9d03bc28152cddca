import { storageShelf } from '../../services/shelf';
import { dropJudgedWork, giveMarks } from '../../services/works';
import { emptyMarks, makeMarkQueue, type MarkQueue, type Tell } from './mark-queue';

/** The queue of a call's marks on this phone. A work that is marked at the server need not stay here. */
export const marksOf = (callId: string, told: (number: number, marks: Api.Works.Marks) => void): MarkQueue =>
  makeMarkQueue(storageShelf(`v1:work-marks:${callId}`, emptyMarks), (number, marks) => {
    dropJudgedWork(callId, number);
    told(number, marks);
  });

export const tellOf =
  (callId: string): Tell =>
  (number, marks, key) =>
    giveMarks({ callId, number, marks }, key);
