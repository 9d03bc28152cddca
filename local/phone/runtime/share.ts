import type { Node, ShareMessage } from './host';
import type { Page } from './page';

const promiseWaitMs = 3000;

/** Asks the page what to share and fills up what it leaves out, as WeChat does. */
export async function shareMessage(page: Page, from: 'button' | 'menu', node?: Node): Promise<ShareMessage> {
  const target = node === undefined ? undefined : { id: node.id, dataset: { ...node.dataset } };
  const answer = asRecord(page.call('onShareAppMessage', { from, target }));
  const late = answer['promise'] instanceof Promise
    ? await Promise.race([answer['promise'], new Promise((resolve) => setTimeout(resolve, promiseWaitMs))])
    : {};
  const { title, path, imageUrl } = { ...answer, ...asRecord(late) };
  const query = Object.entries(page.query).map(([name, value]) => `${name}=${value}`).join('&');
  return {
    from,
    title: typeof title === 'string' ? title : String(page.config['navigationBarTitleText']),
    path: typeof path === 'string' ? path : `/${page.path}${query === '' ? '' : `?${query}`}`,
    ...(typeof imageUrl === 'string' && imageUrl !== '' && { imageUrl }),
  };
}

const asRecord = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
