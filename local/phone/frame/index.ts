import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The page around the phones as one HTML document; the development server gives it at `/`. */
export async function frameDocument(): Promise<string> {
  const bundle = await build({ entryPoints: [join(__dirname, 'main.ts')], bundle: true, write: false, minify: true, format: 'iife', target: 'es2022' });
  const script = bundle.outputFiles[0]?.text ?? '';
  const styles = await readFile(join(__dirname, 'frame.css'), 'utf8');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>工韵 · 本地开发环境</title>
<link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='%23c8291e'/><path d='M9 10h14M16 10v12M8 22h16' stroke='white' stroke-width='3' stroke-linecap='round'/></svg>">
<link rel="stylesheet" href="/phone/font/index.css">
<link rel="stylesheet" href="/phone/font/index.css">
<style>${styles}</style>
</head>
<body><script>${script.replaceAll('</script', '<\\/script')}</script></body>
</html>`;
}
