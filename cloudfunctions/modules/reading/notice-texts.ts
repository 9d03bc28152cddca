import type { NoteDocument } from './documents';

/** What readers are told about their notes. */
export const noticeTexts = {
  same: '一篇读后感雷同，没有计分',
  sameText: (title: string, words: string) => `《${title}》：${words}。写自己的话，下次就有分。`,
  hidden: '您写的一段话没有公开',
  hiddenText: (title: string, reason: string) => `《${title}》的读后感或回复，工会看过后没有公开：${reason}。`,
  replied: '有人回复了您的读后感',
  repliedText: (title: string, text: string) => `《${title}》：${text}`,
};

export const pageOfNote = ({ _id, edition }: Pick<NoteDocument, '_id' | 'edition'>) => `packages/reading/pages/note/note?id=${edition}&note=${_id}`;
