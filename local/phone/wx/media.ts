import { call, Refused } from './call';
import { h, icon } from './dom';
import type { FileTree } from './file-tree';
import { extensionOf, type Sources } from './sources';
import type { Surface } from './surface';

interface ChooseOptions {
  count?: number;
  mediaType?: ('image' | 'video' | 'mix')[];
  sourceType?: ('album' | 'camera')[];
  extension?: string[];
  type?: 'all' | 'video' | 'image' | 'file';
}

interface CanvasOptions {
  canvas?: HTMLCanvasElement;
  fileType?: 'png' | 'jpg';
  quality?: number;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  destWidth?: number;
  destHeight?: number;
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** Pictures and files: choosing, looking at, measuring, drawing into, saving. */
export function media(surface: Surface, tree: FileTree, sources: Sources) {
  /** The browser's own file dialog; refused with `cancel` when it is closed without a choice. */
  function pickFiles(accept: string, count: number): Promise<File[]> {
    const input = h('input', { type: 'file', accept, multiple: count > 1, class: 'wx-file', style: 'position:fixed;opacity:0;pointer-events:none' });
    document.body.append(input);
    return new Promise((resolve, reject) => {
      input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, count)));
      input.addEventListener('cancel', () => reject(new Refused('cancel')));
      input.click();
    }).finally(() => input.remove()) as Promise<File[]>;
  }
  const keep = async (file: File) => tree.writeTemporary(await bytesOf(file), extensionOf(file.name) || file.type.split('/')[1] || 'bin');

  async function chooseMedia({ count = 9, mediaType = ['image', 'video'] }: ChooseOptions) {
    const kinds = mediaType.includes('mix') ? ['image', 'video'] : mediaType;
    const files = await pickFiles(kinds.map((kind) => `${kind}/*`).join(','), count);
    const tempFiles = await Promise.all(
      files.map(async (file) => ({ tempFilePath: await keep(file), size: file.size, fileType: file.type.startsWith('video') ? 'video' : 'image' })),
    );
    return { tempFiles, type: new Set(tempFiles.map((file) => file.fileType)).size > 1 ? 'mix' : (tempFiles[0]?.fileType ?? 'image') };
  }

  async function chooseImage({ count = 9 }: ChooseOptions) {
    const files = await pickFiles('image/*', count);
    const tempFiles = await Promise.all(files.map(async (file) => ({ path: await keep(file), size: file.size })));
    return { tempFiles, tempFilePaths: tempFiles.map((file) => file.path) };
  }

  async function chooseMessageFile({ count = 1, extension = [], type = 'all' }: ChooseOptions) {
    const accept = type === 'image' || type === 'video' ? `${type}/*` : extension.map((name) => `.${name.replace(/^\./, '')}`).join(',');
    const files = await pickFiles(accept, count);
    const tempFiles = files.map(async (file) => ({ path: await keep(file), name: file.name, size: file.size, time: Math.floor(file.lastModified / 1000), type: 'file' }));
    return { tempFiles: await Promise.all(tempFiles) };
  }

  async function getImageInfo({ src }: { src: string }) {
    const blob = await sources.blob(src).catch(() => {
      throw new Refused('download image fail. reason: not found');
    });
    const picture = await createImageBitmap(blob);
    const type = blob.type.split('/')[1] ?? 'unknown';
    const path = src.startsWith('wxfile://') ? src : tree.writeTemporary(await bytesOf(blob), type);
    return { width: picture.width, height: picture.height, path, orientation: 'up', type };
  }

  async function canvasToTempFilePath(options: CanvasOptions) {
    const { canvas, fileType = 'png', quality = 1 } = options;
    if (!(canvas instanceof HTMLCanvasElement)) {
      throw new Refused('invalid canvas: pass the node of a canvas of type 2d');
    }
    const { x = 0, y = 0, width = canvas.width - x, height = canvas.height - y } = options;
    const copy = h('canvas', { width: options.destWidth ?? width, height: options.destHeight ?? height });
    copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, copy.width, copy.height);
    const blob = await new Promise<Blob | null>((resolve) => copy.toBlob(resolve, fileType === 'jpg' ? 'image/jpeg' : 'image/png', quality));
    if (!blob) {
      throw new Refused('create bitmap failed');
    }
    return { tempFilePath: tree.writeTemporary(await bytesOf(blob), fileType) };
  }

  /** Hands the file to the browser's downloads, the nearest thing to a photo album here. */
  async function save({ filePath }: { filePath: string }): Promise<void> {
    const name = filePath.slice(filePath.lastIndexOf('/') + 1);
    h('a', { href: await sources.url(filePath), download: name }).click();
  }

  async function previewImage({ urls, current }: { urls: string[]; current?: string | number }): Promise<void> {
    const first = typeof current === 'number' ? current : Math.max(0, urls.indexOf(current ?? ''));
    const addresses = await Promise.all(urls.map((url) => sources.url(url)));
    void surface.open<void>('preview', (answer) => {
      const count = h('p', { class: 'count' }, `${first + 1}/${urls.length}`);
      const strip = h('div', { class: 'strip', onclick: () => answer() }, ...addresses.map((src) => h('img', { src, alt: '' })));
      strip.addEventListener('scroll', () => (count.textContent = `${Math.round(strip.scrollLeft / strip.clientWidth) + 1}/${urls.length}`));
      requestAnimationFrame(() => strip.scrollTo({ left: first * strip.clientWidth, behavior: 'instant' }));
      const back = h('button', { class: 'back', 'aria-label': '关闭', onclick: () => answer() }, icon('M14.5 5 8 12l6.5 7'));
      return { element: h('div', { class: 'preview-page' }, strip, urls.length > 1 && count, back), confirm: answer, cancel: answer };
    });
  }

  function createOffscreenCanvas({ width = 300, height = 150 }: { width?: number; height?: number } = {}) {
    return Object.assign(h('canvas', { width, height }), { createImage: () => new Image() });
  }

  return {
    chooseMedia: call('chooseMedia', chooseMedia),
    chooseImage: call('chooseImage', chooseImage),
    chooseMessageFile: call('chooseMessageFile', chooseMessageFile),
    getImageInfo: call('getImageInfo', getImageInfo),
    canvasToTempFilePath: call('canvasToTempFilePath', canvasToTempFilePath),
    saveImageToPhotosAlbum: call('saveImageToPhotosAlbum', save),
    saveVideoToPhotosAlbum: call('saveVideoToPhotosAlbum', save),
    previewImage: call('previewImage', previewImage),
    createOffscreenCanvas,
  };
}
