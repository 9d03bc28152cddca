import type { Component, Host, NavigateOptions, TabBarItem } from '../runtime/host';
import { call, Refused } from './call';

type TabText = { index: number; text: string };

/** Pages, navigation bar, tab bar and scrolling: WeChat's calls over the host. */
export function navigation(host: Host, tint: (white: boolean) => void) {
  const { router, tabBar, navigationBar } = host;
  return {
    navigateTo: call<NavigateOptions>('navigateTo', (options) => router.navigateTo(options)),
    redirectTo: call<NavigateOptions>('redirectTo', (options) => router.redirectTo(options)),
    switchTab: call<NavigateOptions>('switchTab', (options) => router.switchTab(options)),
    reLaunch: call<NavigateOptions>('reLaunch', (options) => router.reLaunch(options)),
    navigateBack: call<{ delta?: number }>('navigateBack', ({ delta }) => router.navigateBack(delta)),

    setNavigationBarTitle: call<{ title: string }>('setNavigationBarTitle', ({ title }) => navigationBar.setTitle(title)),
    setNavigationBarColor: call<{ frontColor: string; backgroundColor: string }>('setNavigationBarColor', (color) => {
      if (!/^#(000000|ffffff)$/i.test(color.frontColor)) {
        throw new Refused(`invalid frontColor "${color.frontColor}"`);
      }
      navigationBar.setColor(color);
      tint(color.frontColor.toLowerCase() === '#ffffff');
    }),
    showNavigationBarLoading: call('showNavigationBarLoading', () => navigationBar.setLoading(true)),
    hideNavigationBarLoading: call('hideNavigationBarLoading', () => navigationBar.setLoading(false)),
    hideHomeButton: call('hideHomeButton', () => navigationBar.hideHomeButton()),

    setTabBarItem: call<{ index: number } & Partial<Omit<TabBarItem, 'pagePath'>>>('setTabBarItem', ({ index, ...item }) => tabBar.setItem(index, item)),
    setTabBarStyle: call<Parameters<typeof tabBar.setStyle>[0]>('setTabBarStyle', (style) => tabBar.setStyle(style)),
    setTabBarBadge: call<TabText>('setTabBarBadge', ({ index, text }) => tabBar.setBadge(index, text)),
    removeTabBarBadge: call<TabText>('removeTabBarBadge', ({ index }) => tabBar.setBadge(index, null)),
    showTabBarRedDot: call<TabText>('showTabBarRedDot', ({ index }) => tabBar.setBadge(index, '')),
    hideTabBarRedDot: call<TabText>('hideTabBarRedDot', ({ index }) => tabBar.setBadge(index, null)),
    showTabBar: call('showTabBar', () => tabBar.setVisible(true)),
    hideTabBar: call('hideTabBar', () => tabBar.setVisible(false)),

    pageScrollTo: call<Parameters<Host['pageScrollTo']>[0]>('pageScrollTo', (options) => host.pageScrollTo(options)),
    startPullDownRefresh: call('startPullDownRefresh', () => host.startPullDownRefresh()),
    stopPullDownRefresh: call('stopPullDownRefresh', () => host.stopPullDownRefresh()),
    createSelectorQuery: () => host.createSelectorQuery(),
    createIntersectionObserver: (instance: { _$: Component } | undefined, options?: Record<string, unknown>) => {
      const observed = instance?._$ ?? host.currentPage()?.component;
      if (!observed) {
        throw new Error('createIntersectionObserver:fail no page');
      }
      return host.createIntersectionObserver(observed, options);
    },
    nextTick: (run: () => void) => void Promise.resolve().then(run),
  };
}
