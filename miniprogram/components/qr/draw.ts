import qrcode from 'qrcode-generator';

const alphanumeric = /^[0-9A-Z $%*+\-./:]*$/;

/** Rows of dark modules of the smallest code that holds the text, error correction M. */
export function qrModules(text: string): boolean[][] {
  const code = qrcode(0, 'M');
  code.addData(text, alphanumeric.test(text) ? 'Alphanumeric' : 'Byte');
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => code.isDark(row, column)));
}

/** The code as an SVG data URI with the quiet zone of four modules that scanners ask for; each run of dark modules is one piece of the path. */
export function qrImage(text: string): string {
  const modules = qrModules(text);
  const size = modules.length + 8;
  const path = modules.map((row, y) => runs(row).map(({ from, length }) => `M${from + 4} ${y + 4}h${length}v1h-${length}z`).join('')).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function runs(row: boolean[]): { from: number; length: number }[] {
  const found: { from: number; length: number }[] = [];
  row.forEach((dark, x) => {
    if (!dark) return;
    const last = found[found.length - 1];
    if (last !== undefined && last.from + last.length === x) last.length += 1;
    else found.push({ from: x, length: 1 });
  });
  return found;
}
