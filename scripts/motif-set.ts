/** The calm drawings on the programmes' cover bands: 750 × 320, white lines at low strength, the weight to the right so that words have the left. */

const arc = (count: number, draw: (index: number) => string) => Array.from({ length: count }, (_, index) => draw(index)).join('');

/** Pages that turn about a spine. */
const reading = arc(9, (i) => `<path d="M520 330C${500 + i * 6} ${210 - i * 14} ${560 + i * 22} ${110 - i * 6} ${640 + i * 24} ${96 + i * 26}" opacity="${0.5 - i * 0.04}"/>`)
  + arc(7, (i) => `<path d="M520 330C${500 - i * 10} ${220 - i * 10} ${440 - i * 14} ${150 - i * 4} ${360 - i * 20} ${170 + i * 24}" opacity="${0.34 - i * 0.035}"/>`);

/** Five lines of a staff, moved by a voice, and the notes on it. */
const contest = arc(5, (i) => `<path d="M250 ${262 - i * 4}C360 ${200 + i * 22} 430 ${60 + i * 34} 540 ${92 + i * 34}S700 ${190 + i * 18} 770 ${40 + i * 40}" opacity=".42"/>`)
  + '<g fill="#fff" stroke="none" opacity=".55"><ellipse cx="486" cy="170" rx="15" ry="11" transform="rotate(-24 486 170)"/><ellipse cx="592" cy="206" rx="15" ry="11" transform="rotate(-24 592 206)"/><ellipse cx="668" cy="150" rx="15" ry="11" transform="rotate(-24 668 150)"/></g>'
  + '<g opacity=".55"><path d="M499 165V84M605 201v-84M681 145V64"/></g>';

/** Lanes of a track, from the straight into the bend. */
const meet = arc(7, (i) => `<path d="M120 ${332 + i * 4}H${470 + i * 4}a${250 - i * 32} ${250 - i * 32} 0 0 0 0-${500 - i * 64}" opacity="${0.5 - i * 0.03}"/>`)
  + '<path d="M430 82v260" opacity=".3" stroke-dasharray="10 12"/>';

/** A ring of sound that spreads: 韵. */
const general = arc(8, (i) => `<circle cx="610" cy="170" r="${26 + i * 34}" opacity="${0.5 - i * 0.05}"/>`)
  + '<circle cx="610" cy="170" r="9" fill="#fff" stroke="none" opacity=".6"/>';

export const motifSet: Record<'reading' | 'contest' | 'meet' | 'general', string> = { reading, contest, meet, general };

/** One motif as an SVG document; it fills its band from the right. */
export function motifSvg(lines: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 750 320" preserveAspectRatio="xMaxYMid slice" fill="none" ' +
    `stroke="#fff" stroke-width="3" stroke-linecap="round">${lines}</svg>`
  );
}
