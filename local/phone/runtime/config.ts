import type { Theme } from './host';
import type { Loaded } from './mini-program';

type Json = Record<string, unknown>;

/** Replaces `@name` by the theme's value, as app.json and page json may write it. */
function themed(value: unknown, variables: Json): unknown {
  if (typeof value === 'string') return value.startsWith('@') ? (variables[value.slice(1)] ?? value) : value;
  if (Array.isArray(value)) return value.map((item) => themed(item, variables));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, themed(item, variables)]));
  return value;
}

const defaults: Json = {
  navigationBarBackgroundColor: '#000000', navigationBarTextStyle: 'white', navigationBarTitleText: '', navigationStyle: 'default',
  backgroundColor: '#ffffff', backgroundTextStyle: 'dark', enablePullDownRefresh: false, onReachBottomDistance: 50,
};

/** app.json's `window` under the page's own json. Without `darkmode` the app looks light on every phone. */
export function pageConfig(loaded: Loaded, path: string, theme: Theme): Json {
  const variables = loaded.themes[loaded.config['darkmode'] === true ? theme : 'light'];
  return themed({ ...defaults, ...loaded.config.window, ...loaded.units[path]?.json }, variables) as Json;
}

export function tabBarConfig(loaded: Loaded, theme: Theme): Json & { list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[] } {
  const variables = loaded.themes[loaded.config['darkmode'] === true ? theme : 'light'];
  return themed({ list: [], ...loaded.config.tabBar }, variables) as ReturnType<typeof tabBarConfig>;
}
