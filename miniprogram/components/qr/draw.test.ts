import jsqr from 'jsqr';
import { qrImage, qrModules } from './draw';

/** Paints the modules, eight pixels each with the quiet zone, and reads them the way a scanner does. */
function read(modules: boolean[][]): string | undefined {
  const scale = 8;
  const side = (modules.length + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  modules.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (!dark) return;
      for (let dy = 0; dy < scale; dy += 1) {
        for (let dx = 0; dx < scale; dx += 1) {
          const at = (((y + 4) * scale + dy) * side + (x + 4) * scale + dx) * 4;
          pixels.fill(0, at, at + 3);
        }
      }
    }),
  );
  return jsqr(pixels, side, side)?.data;
}

test('a scanner reads what was drawn', () => {
  const token = `GY1:${'6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3'.repeat(6)}`;
  expect(read(qrModules(token))).toBe(token);
});

test('the alphabet of a pass makes a smaller code than the same length of other text', () => {
  expect(qrModules('A'.repeat(180)).length).toBeLessThan(qrModules('a'.repeat(180)).length);
});

test('the picture is one vector with a white quiet zone of four modules', () => {
  const size = qrModules('A').length + 8;
  const svg = decodeURIComponent(qrImage('A').replace('data:image/svg+xml,', ''));
  expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`);
  const code = svg.slice(svg.lastIndexOf('<path'));
  expect(code).toMatch(/M4 4h/);
  expect(code).not.toMatch(/M[0-3] /);
});
