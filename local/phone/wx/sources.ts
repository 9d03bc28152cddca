import type { FileTree } from './file-tree';

const mimeTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
};

export const extensionOf = (path: string) => /\.(\w+)(?:[?#].*)?$/.exec(path)?.[1]?.toLowerCase() ?? '';

export interface Sources {
  /** The address that a browser can load for what WeChat calls a path: `wxfile://`, `cloud://`, in the package, or http. */
  url(source: string): Promise<string>;
  blob(source: string): Promise<Blob>;
}

export function createSources(tree: FileTree, cloudUrl: (fileID: string) => Promise<string>, packageBase: string): Sources {
  const objectUrls = new Map<string, { url: string; modified: number }>();

  async function url(source: string): Promise<string> {
    if (source.startsWith('cloud://')) {
      return cloudUrl(source);
    }
    if (!/^(wxfile:|http:\/\/(usr|tmp)\/)/.test(source)) {
      return /^(https?:|data:|blob:)/.test(source) ? source : `${packageBase}/${source.replace(/^\/+/, '')}`;
    }
    const { modified } = tree.node(source, 'open');
    const known = objectUrls.get(source);
    if (known?.modified === modified) {
      return known.url;
    }
    const made = URL.createObjectURL(new Blob([tree.read(source)], { type: mimeTypes[extensionOf(source)] ?? 'application/octet-stream' }));
    objectUrls.set(source, { url: made, modified });
    return made;
  }

  return { url, blob: async (source) => (await fetch(await url(source))).blob() };
}
