import { call, Refused } from './call';
import type { cloud } from './cloud';
import { h } from './dom';
import type { FileTree } from './file-tree';
import { extensionOf } from './sources';
import type { Surface } from './surface';

const documentTypes = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];

interface DocumentOptions {
  filePath: string;
  fileType?: string;
  fileName?: string;
}

/** Office files: fetching, opening, forwarding. There is no viewer and no chat here, so the browser takes the file among its downloads. */
export function documents(surface: Surface, tree: FileTree, fetchFile: ReturnType<typeof cloud>['fetchFile']) {
  async function downloadFile({ url, filePath }: { url: string; filePath?: string }) {
    const { bytes, status } = await fetchFile(url);
    if (filePath === undefined) return { tempFilePath: tree.writeTemporary(bytes, extensionOf(url) || 'bin'), statusCode: status };
    tree.write(filePath, bytes);
    return { filePath, statusCode: status };
  }

  function hand({ filePath, fileName }: DocumentOptions): void {
    const url = URL.createObjectURL(new Blob([tree.read(filePath)]));
    h('a', { href: url, download: fileName ?? filePath.slice(filePath.lastIndexOf('/') + 1) }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  async function openDocument(options: DocumentOptions): Promise<void> {
    tree.node(options.filePath, 'open');
    if (!documentTypes.includes(options.fileType ?? extensionOf(options.filePath))) throw new Refused('filetype not supported');
    hand(options);
  }

  async function shareFileMessage(options: DocumentOptions): Promise<void> {
    tree.node(options.filePath, 'open');
    const name = options.fileName ?? options.filePath.slice(options.filePath.lastIndexOf('/') + 1);
    const sent = await surface.open<boolean>('share', (answer) => ({
      element: h(
        'div',
        { class: 'bottom sheet-box', role: 'dialog', 'aria-label': '转发文件' },
        h('h2', {}, '转发文件'),
        h('p', {}, name),
        h('p', {}, '这里没有聊天，发送后由浏览器下载'),
        h('button', { class: 'wide main', onclick: () => answer(true) }, '发送'),
        h('button', { class: 'wide', onclick: () => answer(false) }, '取消'),
      ),
      confirm: () => answer(true),
      cancel: () => answer(false),
    }));
    if (!sent) throw new Refused('cancel');
    hand(options);
  }

  return {
    downloadFile: call('downloadFile', downloadFile),
    openDocument: call('openDocument', openDocument),
    shareFileMessage: call('shareFileMessage', shareFileMessage),
  };
}
