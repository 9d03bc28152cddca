import { wordsOf } from '../../../../domain/registration/answers';

export interface AnswerView {
  label: string;
  words: string;
  /** Media ids. */
  files: string[];
}

/** What somebody answered, question by question; one that was left empty says so. */
export function answersView(fields: readonly Api.Activity.Field[], answers: Api.Activity.Answers): AnswerView[] {
  return fields.map(({ id, kind, label }) => {
    const value = answers[id];
    const files = kind === 'file' && Array.isArray(value) ? value : [];
    return { label, words: files.length > 0 ? '' : wordsOf(value, kind) || '—', files };
  });
}
