import type { Build } from '../build/bundle';
import { describe } from '../build/problem';

/** The document of one phone. */
export function phoneDocument(build: Build, title: string): string {
  const problems = build.problems.map((problem) => ({ text: describe(problem), isWarning: problem.isWarning === true }));
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1, viewport-fit=cover">
<title>${title.replace(/[<&]/g, '')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone/font/index.css">
<link rel="stylesheet" href="/phone/runtime.css">
<link rel="stylesheet" href="/phone/app.css">
<script>phoneProblems = ${JSON.stringify(problems).replaceAll('<', '\\u003c')};</script>
<script src="/phone/runtime.js"></script>
<script src="/phone/app.js"></script>
</head>
<body></body>
</html>`;
}
