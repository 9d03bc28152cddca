import * as v from 'valibot';
import { fits } from '../../../miniprogram/domain/text/clean';

/** Text of so many characters. @param what its name for people @param lines it may have several lines */
export const words = (least: number, most: number, what: string, lines = false) => v.pipe(v.string(), v.check((text) => fits(text, least, most, lines), `${what}写 ${least}–${most} 个字`));
