import { faultWords } from '../../services/errors';

/** What an act on stage came to: done, or why not in words for the person. */
export interface Outcome {
  done: boolean;
  fault: string;
}

/** Carries an act out; a tick that is felt in the dark when it is done. */
export async function attempt(act: () => Promise<unknown>): Promise<Outcome> {
  try {
    await act();
    void wx.vibrateShort({ type: 'medium' });
    return { done: true, fault: '' };
  } catch (cause) {
    void wx.vibrateLong();
    return { done: false, fault: faultWords(cause) };
  }
}
