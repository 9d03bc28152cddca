/**
 * Runs `act` every `ms` until the returned function is called.
 * The next run is set when this one has ended, so that a slow phone does not pile them up.
 */
export function repeat(ms: number, act: () => unknown): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let running = true;
  const wait = () => {
    timer = setTimeout(() => {
      void Promise.resolve(act()).then(() => {
        if (running) wait();
      });
    }, ms);
  };
  wait();
  return () => {
    running = false;
    clearTimeout(timer);
  };
}
