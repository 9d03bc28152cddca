const patienceMs = 15_000;
const pauseMs = 50;

/** Reads until it is as wanted, for fifteen seconds at most; answers the last reading, for the test to judge. */
export async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + patienceMs; ; ) {
    const value = await read();
    if (wanted(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
