import { runOperations } from '../../tests/cloud/conformance/operations';
import { openApiSession } from '../../tests/cloud/local-session';

/** Every recorded operation of both SDKs, unmodified, against a fresh local cloud. */
export async function conformanceFigure(): Promise<object> {
  const session = await openApiSession({ members: 0 });
  try {
    return await runOperations(session.url);
  } finally {
    await session.close();
  }
}
