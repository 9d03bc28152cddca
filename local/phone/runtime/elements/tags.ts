/** WXML tags that the framework draws itself; each becomes the element `wx-<tag>`. */
export const builtInTags: ReadonlySet<string> = new Set([
  'view', 'text', 'image', 'icon', 'progress', 'rich-text', 'button', 'navigator', 'label', 'form', 'input', 'textarea', 'checkbox', 'checkbox-group', 'radio',
  'radio-group', 'switch', 'slider', 'picker', 'picker-view', 'picker-view-column', 'scroll-view', 'swiper', 'swiper-item', 'movable-area', 'movable-view',
  'canvas', 'camera', 'video', 'cover-view', 'cover-image', 'root-portal', 'page-meta', 'block',
]);
