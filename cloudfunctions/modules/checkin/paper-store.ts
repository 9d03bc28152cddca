import { type OpenAct, openActs } from '../registration/open-acts';

/** One act of 代录: the check-ins of these members. */
export interface PaperDocument extends OpenAct {
  /** When these members came, as the paper says. */
  cameAt: number;
  reason: string;
}

export const papers = openActs<PaperDocument>('papers');
