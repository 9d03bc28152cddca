/**
 * The icon set: 24 × 24 grid, one weight (1.75), round caps and joins, drawn inside 2.5–21.5.
 * scripts/icons.ts turns it into the icon component's style sheet and the tab bar's pictures.
 */
export const iconSet = {
  home: '<path d="M4 10.4 12 3.8l8 6.6V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19z"/><path d="M9.5 20.5V14h5v6.5"/>',
  activities: '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 9.8h17M8 2.8V7M16 2.8V7"/><path d="m8.8 14.8 2.3 2.2 4.2-4.2"/>',
  me: '<circle cx="12" cy="8" r="4.2"/><path d="M3.8 20.7c.7-4 4.2-6.2 8.2-6.2s7.5 2.2 8.2 6.2"/>',
  calendar: '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 9.8h17M8 2.8V7M16 2.8V7"/>',
  clock: '<circle cx="12" cy="12" r="8.7"/><path d="M12 7v5.2l3.4 2"/>',
  pin: '<path d="M12 21.3s7-6.1 7-11.5a7 7 0 0 0-14 0c0 5.4 7 11.5 7 11.5z"/><circle cx="12" cy="9.8" r="2.5"/>',
  people: '<circle cx="9" cy="8.3" r="3.6"/><path d="M2.7 19.8c.5-3.6 3.2-5.4 6.3-5.4s5.8 1.8 6.3 5.4"/><path d="M15.5 5a3.6 3.6 0 0 1 0 6.7M17.7 14.9c2 .8 3.3 2.5 3.6 4.9"/>',
  ticket: '<path d="M3 8V6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5V9a3 3 0 0 0 0 6v2.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5V15a3 3 0 0 0 0-6z"/><path d="M14.5 8.5v7" stroke-dasharray="1.6 3"/>',
  qr: '<rect x="3.5" y="3.5" width="6.5" height="6.5" rx="1"/><rect x="14" y="3.5" width="6.5" height="6.5" rx="1"/><rect x="3.5" y="14" width="6.5" height="6.5" rx="1"/><path d="M14 14h2.5v2.5M20.5 14v.1M14 20.5h.1M17.5 20.5h3V17"/>',
  scan: '<path d="M3.5 8V5.5a2 2 0 0 1 2-2H8M16 3.5h2.5a2 2 0 0 1 2 2V8M20.5 16v2.5a2 2 0 0 1-2 2H16M8 20.5H5.5a2 2 0 0 1-2-2V16M3.5 12h17"/>',
  search: '<circle cx="10.7" cy="10.7" r="7"/><path d="m20.5 20.5-4.8-4.8"/>',
  close: '<path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/>',
  right: '<path d="m9 4.5 7.5 7.5L9 19.5"/>',
  left: '<path d="M15 4.5 7.5 12l7.5 7.5"/>',
  down: '<path d="m4.5 9 7.5 7.5L19.5 9"/>',
  bell: '<path d="M5.5 16.5V11a6.5 6.5 0 0 1 13 0v5.5l1.5 1.7H4z"/><path d="M9.7 20.8h4.6"/>',
  share: '<path d="M20.5 4 10.5 14M20.5 4l-6 16.5-4-6.5L4 10z"/>',
  image: '<rect x="3" y="4" width="18" height="16" rx="2.5"/><circle cx="8.5" cy="9.3" r="1.6"/><path d="m4 18 5-4.8 3.2 2.8 3.8-4L21 17"/>',
  check: '<path d="m4.5 12.5 5 5L19.5 7"/>',
  done: '<circle cx="12" cy="12" r="8.7"/><path d="m8 12.3 2.8 2.8L16 9.7"/>',
  alert: '<path d="M12 3.8 21.3 20H2.7z"/><path d="M12 10v4.6M12 17.2v.1"/>',
  info: '<circle cx="12" cy="12" r="8.7"/><path d="M12 11v5.3M12 7.7v.1"/>',
  stop: '<circle cx="12" cy="12" r="8.7"/><path d="m6 6 12 12"/>',
  offline: '<path d="m4 4 16 16M8.5 15.3a5 5 0 0 1 5-1.2M5.3 11.9a10 10 0 0 1 4.2-2.3M2.7 8.7a14 14 0 0 1 4.2-2.6M13.5 9.3a10 10 0 0 1 5.2 2.6M11 6a14 14 0 0 1 10.3 2.7M12 19v.1"/>',
  refresh: '<path d="M20 12a8 8 0 1 1-2.4-5.7L20 8.7"/><path d="M20 3.7v5h-5"/>',
  copy: '<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3"/>',
  phone: '<path d="M5.5 3.5h3l1.7 4.3-2.2 1.7a12.5 12.5 0 0 0 6.5 6.5l1.7-2.2 4.3 1.7v3a2 2 0 0 1-2 2C10.5 20.5 3.5 13.5 3.5 5.5a2 2 0 0 1 2-2z"/>',
  book: '<path d="M12 6.3C10 4.8 7 4.2 3.5 4.5v13.8c3.5-.3 6.5.3 8.5 1.9 2-1.6 5-2.2 8.5-1.9V4.5C17 4.2 14 4.8 12 6.3zM12 6.3v13.9"/>',
  song: '<circle cx="7" cy="17.5" r="3"/><circle cx="17.5" cy="15.5" r="3"/><path d="M10 17.5V6l10.5-2.5v12"/>',
  medal: '<circle cx="12" cy="15" r="5.7"/><path d="m9 10-4-6.5h4.5L12 8l2.5-4.5H19L15 10M12 12.8v4.4"/>',
  desk: '<rect x="3" y="7" width="18" height="13" rx="2.3"/><path d="M8.5 7V5.3A1.8 1.8 0 0 1 10.3 3.5h3.4a1.8 1.8 0 0 1 1.8 1.8V7M3 12.5c5.7 2.3 12.3 2.3 18 0M12 13v2"/>',
  plus: '<path d="M12 4.5v15M4.5 12h15"/>',
  minus: '<path d="M4.5 12h15"/>',
  shield: '<path d="M12 3 4.5 5.8V11c0 4.7 3 8.3 7.5 10 4.5-1.7 7.5-5.3 7.5-10V5.8z"/><path d="m8.7 11.8 2.4 2.4 4.3-4.3"/>',
  text: '<path d="M2.8 18.5 8 5.5l5.2 13M4.7 14.3h6.6M14 18.5l3.5-8.5 3.5 8.5M15.3 15.8h4.4"/>',
  edit: '<path d="M4 20.2v-4L15.7 4.5a1.7 1.7 0 0 1 2.4 0l1.5 1.5a1.7 1.7 0 0 1 0 2.4L8 20.2zM13.5 6.8l4 4"/>',
  download: '<path d="M12 3.5v12M7 10.8l5 5 5-5M4 20.3h16"/>',
  list: '<path d="M8.5 6h12M8.5 12h12M8.5 18h12M4 6v.1M4 12v.1M4 18v.1"/>',
  hourglass: '<path d="M6 3.5h12M6 20.5h12M7.5 3.5c0 5 4.5 5.5 4.5 8.5s-4.5 3.5-4.5 8.5M16.5 3.5c0 5-4.5 5.5-4.5 8.5s4.5 3.5 4.5 8.5"/>',
  torch: '<path d="M7 3.5h10v3.8l-2.5 3.2v10h-5v-10L7 7.3zM7 7.3h10M12 13v2.5"/>',
  keyboard: '<rect x="2.8" y="6" width="18.4" height="12.5" rx="2.3"/><path d="M6.5 10v.1M10.2 10v.1M13.8 10v.1M17.5 10v.1M8 14.5h8"/>',
  camera: '<path d="M3 8.8A1.8 1.8 0 0 1 4.8 7h2.7l1.6-2.5h5.8L16.5 7h2.7A1.8 1.8 0 0 1 21 8.8v9a1.8 1.8 0 0 1-1.8 1.8H4.8A1.8 1.8 0 0 1 3 17.8z"/><circle cx="12" cy="13" r="3.7"/>',
  chart: '<path d="M3.5 20.5h17M6.5 20V12M12 20V4.5M17.5 20v-11"/>',
  compass: '<circle cx="12" cy="12" r="8.7"/><path d="m15.8 8.2-2.2 5.4-5.4 2.2 2.2-5.4z"/>',
  map: '<path d="M3.5 6.5 9 4l6 2.5L20.5 4v13.5L15 20l-6-2.5L3.5 20zM9 4v13.5M15 6.5V20"/>',
  flame: '<path d="M12.3 3c.6 3.4 5.9 5.6 5.9 11a6.2 6.2 0 0 1-12.4 0c0-2.6 1.4-4.3 2.6-5.6.3 1.6 1 2.5 2 3C10.2 8.5 10.6 5.3 12.3 3z"/><path d="M12 20.2a2.7 2.7 0 0 1-2.7-2.7c0-1.8 1.7-2.5 2.7-4.2 1 1.7 2.7 2.4 2.7 4.2a2.7 2.7 0 0 1-2.7 2.7z"/>',
  flag: '<path d="M5 21V3.8M5 4.5c4.5-2 7 2 14 .2v9c-7 1.8-9.5-2.2-14-.2"/>',
  heart: '<path d="M12 20.3S3.5 15.4 3.5 9.4A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8.5 2.4c0 6-8.5 10.9-8.5 10.9z"/>',
  hearted: '<path fill="#000" d="M12 20.3S3.5 15.4 3.5 9.4A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8.5 2.4c0 6-8.5 10.9-8.5 10.9z"/>',
  comment: '<path d="M4 5.5h16v11.2h-8.6L7 20.6v-3.9H4z"/>',
  more: '<path d="M5.5 12v.1M12 12v.1M18.5 12v.1" stroke-width="2.6"/>',
  bookmark: '<path d="M6.5 3.7h11v16.8L12 16.2l-5.5 4.3z"/>',
} as const;

export type IconName = keyof typeof iconSet;

/** One icon as an SVG document in the given colour. */
export function iconSvg(name: IconName, colour = '#000', filled = false): string {
  const fill = filled ? `fill="${colour}" fill-opacity=".16"` : 'fill="none"';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" ${fill} stroke="${colour}" stroke-width="1.75" ` +
    `stroke-linecap="round" stroke-linejoin="round">${iconSet[name]}</svg>`
  );
}
