import type { Host } from '../runtime/host';
import { call, Refused } from './call';
import { h } from './dom';
import type { Desk } from './settings';
import { signal } from './signal';
import type { Surface } from './surface';

const sdkVersion = '3.8.12';

/** What the phone says about itself: system, window, theme, network, brightness, vibration. */
export function device(host: Host, surface: Surface, desk: Desk) {
  const themeChanged = signal<{ theme: string }>();
  const windowResized = signal<{ size: { windowWidth: number; windowHeight: number } }>();
  const networkChanged = signal<{ isConnected: boolean; networkType: string }>();
  let theme = host.settings().theme;
  host.on('settingsChanged', (settings) => {
    if (settings.theme !== theme) {
      theme = settings.theme;
      themeChanged.emit({ theme });
    }
  });
  host.on('resized', ({ windowWidth, windowHeight }) => windowResized.emit({ size: { windowWidth, windowHeight } }));
  const network = () => ({ networkType: desk.online() ? 'wifi' : 'none' });
  const announce = () => networkChanged.emit({ isConnected: desk.online(), ...network() });
  desk.onlineChanged.on(announce);
  window.addEventListener('online', announce);
  window.addEventListener('offline', announce);

  const dim = h('div', { class: 'dim', style: 'opacity:0' });
  surface.add(dim);
  let brightness = 0.8;
  let awake: { release(): Promise<void> } | undefined;

  const windowInfo = () => {
    const metrics = host.metrics();
    return {
      pixelRatio: metrics.pixelRatio,
      screenWidth: metrics.screenWidth,
      screenHeight: metrics.screenHeight,
      windowWidth: metrics.windowWidth,
      windowHeight: metrics.windowHeight,
      statusBarHeight: metrics.statusBarHeight,
      safeArea: metrics.safeArea,
      screenTop: host.currentPage()?.viewport.getBoundingClientRect().top ?? 0,
    };
  };
  const deviceInfo = () => ({
    abi: 'arm64',
    benchmarkLevel: 30,
    brand: 'devtools',
    model: 'Gongyun local phone',
    system: 'iOS 17.0',
    platform: 'devtools',
    cpuType: '',
    memorySize: '4096',
  });
  const appBaseInfo = () => ({
    SDKVersion: sdkVersion,
    version: '8.0.57',
    language: 'zh_CN',
    enableDebug: false,
    host: { env: 'WeChat', appId: 'wx', version: 0 },
    theme: host.settings().theme,
    fontSizeSetting: host.settings().fontSize,
    fontSizeScaleFactor: host.settings().fontSize / 16,
  });
  const systemSetting = () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' });
  const systemInfo = () => ({
    ...deviceInfo(),
    ...appBaseInfo(),
    ...windowInfo(),
    ...systemSetting(),
    albumAuthorized: true,
    cameraAuthorized: true,
    locationAuthorized: true,
    microphoneAuthorized: true,
    notificationAuthorized: true,
  });

  function vibrate(pattern: number | number[], offsetPx: number): void {
    navigator.vibrate?.(pattern);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!still) {
      const frames = [0, offsetPx, -offsetPx, offsetPx, 0].map((x) => ({ transform: `translateX(${x}px)` }));
      document.body.animate(frames, { duration: Array.isArray(pattern) ? 320 : Math.max(90, pattern) });
    }
  }

  return {
    getSystemInfo: call('getSystemInfo', systemInfo),
    getSystemInfoAsync: call('getSystemInfoAsync', systemInfo),
    getSystemInfoSync: systemInfo,
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: appBaseInfo,
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: () => ({ albumAuthorized: 'authorized', cameraAuthorized: 'authorized', notificationAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: () => host.metrics().menuButton,
    getBatteryInfo: call('getBatteryInfo', () => ({ level: 84, isCharging: false })),
    getBatteryInfoSync: () => ({ level: 84, isCharging: false }),
    onThemeChange: themeChanged.on,
    offThemeChange: themeChanged.off,
    onWindowResize: windowResized.on,
    offWindowResize: windowResized.off,
    getNetworkType: call('getNetworkType', network),
    onNetworkStatusChange: networkChanged.on,
    offNetworkStatusChange: networkChanged.off,
    vibrateShort: call<{ type?: 'heavy' | 'medium' | 'light' }>('vibrateShort', ({ type = 'medium' }) => vibrate(15, { light: 1, medium: 2, heavy: 3 }[type])),
    vibrateLong: call('vibrateLong', () => vibrate([400], 5)),
    getScreenBrightness: call('getScreenBrightness', () => ({ value: brightness })),
    setScreenBrightness: call<{ value: number }>('setScreenBrightness', ({ value }) => {
      if (typeof value !== 'number' || value < -1 || value > 1) {
        throw new Refused('parameter error: parameter.value should be a number between 0 and 1');
      }
      brightness = value < 0 ? 0.8 : value;
      dim.style.opacity = String(Math.max(0, 0.8 - brightness) * 0.7);
    }),
    setKeepScreenOn: call<{ keepScreenOn: boolean }>('setKeepScreenOn', async ({ keepScreenOn }) => {
      await awake?.release();
      // A headless or hidden window has no wake lock to give; the call still succeeds, as on a phone.
      awake = keepScreenOn ? await navigator.wakeLock?.request('screen').catch(() => undefined) : undefined;
    }),
    getRandomValues: call<{ length: number }>('getRandomValues', ({ length }) => ({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer })),
  };
}
