import type { Host } from '../runtime/host';
import type { DialogKind, Surface } from './surface';

/** Which end of which dialog each native act of the automation protocol presses. */
const presses: Record<string, { kinds: DialogKind[]; end: 'confirm' | 'cancel' }> = {
  confirmModal: { kinds: ['modal'], end: 'confirm' },
  cancelModal: { kinds: ['modal'], end: 'cancel' },
  authorizeAllow: { kinds: ['consent', 'privacy', 'sheet'], end: 'confirm' },
  authorizeCancel: { kinds: ['consent', 'privacy', 'sheet'], end: 'cancel' },
  shareConfirm: { kinds: ['share'], end: 'confirm' },
  shareCancel: { kinds: ['share'], end: 'cancel' },
};

/** Presses what WeChat itself draws: `Tool.native` of the automation protocol. Throws when there is nothing to press. */
export function nativePresses(host: Host, surface: Surface): (method: string, data: unknown) => Promise<void> {
  return async (method, data) => {
    const press = presses[method];
    if (press) {
      const dialog = surface.dialogs.filter(({ kind }) => press.kinds.includes(kind)).at(-1);
      if (!dialog) {
        throw new Error(`${method}: no such dialog is open`);
      }
      dialog[press.end]();
    } else if (method === 'navigateLeft') {
      await host.router.navigateBack();
    } else if (method === 'goHome') {
      await host.router.reLaunch({ url: `/${host.appConfig.pages[0] ?? ''}` });
    } else if (method === 'switchTab') {
      const url = typeof data === 'object' && data !== null && 'url' in data ? String(data.url) : String(data);
      await host.router.switchTab({ url });
    } else {
      throw new Error(`Tool.native ${method} is not supported by the local phone`);
    }
  };
}
