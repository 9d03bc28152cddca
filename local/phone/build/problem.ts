/** One thing that keeps the mini-program from being built, as an editor would list it. */
export interface Problem {
  /** Path relative to the mini-program's root. */
  file: string;
  /** 1-based; 0 when the whole file is meant. */
  line: number;
  column: number;
  message: string;
  /** A warning does not stop the app from running. */
  isWarning?: boolean;
}

/** `pages/home/index.wxml:3:7 message` */
export function describe(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
  return `${place} ${problem.message}`;
}
