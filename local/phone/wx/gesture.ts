/**
 * Whether code runs inside the person's tap. WeChat refuses some calls outside one, also after anything that was awaited.
 * A tap lasts until the end of the task that delivered it, so an answer from the network always comes too late.
 */
let depth = 0;
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  depth -= 1;
};

export function inTap(): boolean {
  return depth > 0;
}

/** Runs until the end of the current task count as inside a tap. A message is the next task even on a busy machine; a timer is not. */
export function markTap(): void {
  depth += 1;
  port2.postMessage(undefined);
}

export function watchTaps(target: EventTarget): void {
  for (const type of ['click', 'touchend']) {
    target.addEventListener(type, markTap, { capture: true });
  }
}
