import { tellEvening } from '../../tests/cloud/gate-evening';
import { openApiSession } from '../../tests/cloud/local-session';

/** Three gates without a network, 30 % scanned twice: what is left of it after telling it in different orders. */
export async function gateFigure({ members = 100, orders = 12 } = {}): Promise<object> {
  const session = await openApiSession({ members: members + 8 });
  try {
    return await tellEvening(session, members, orders);
  } finally {
    await session.close();
  }
}
