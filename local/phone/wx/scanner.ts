import jsQR from 'jsqr';
import { h } from './dom';

/** Finds a QR code in a picture; undefined when there is none. */
function readCode(picture: CanvasImageSource, width: number, height: number): string | undefined {
  const scale = Math.min(1, 1000 / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) {
    return undefined;
  }
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const code = jsQR(pixels.data, pixels.width, pixels.height)?.data;
  return code === '' ? undefined : code;
}

async function readFile(file: File): Promise<string | undefined> {
  const picture = await createImageBitmap(file);
  return readCode(picture, picture.width, picture.height);
}

export interface Scanner {
  readonly element: HTMLElement;
  stop(): void;
}

/**
 * The three ways a code gets into a local phone: this computer's camera, a picture file, or its text.
 * `found` is called for each reading; the same code from the camera not more than every two seconds.
 */
export function createScanner(found: (text: string) => void, options: { facing: 'user' | 'environment'; withCamera: boolean }): Scanner {
  const say = h('p', { class: 'say' }, options.withCamera ? '正在打开摄像头…' : '可以选择图片，或粘贴码的内容');
  const text = h('input', { type: 'text', placeholder: '粘贴码的内容', 'aria-label': '码的内容', enterkeyhint: 'done' });
  const file = h('input', { type: 'file', accept: 'image/*', 'aria-label': '选择二维码图片' });
  const video = h('video', { playsinline: true, muted: true });
  const send = () => {
    if (text.value.trim() !== '') {
      found(text.value.trim());
      text.value = '';
    }
  };
  const element = h(
    'div',
    { class: 'scanner' },
    video,
    h('i', { class: 'beam' }),
    say,
    h('div', { class: 'ways' }, text, h('button', { class: 'send', onclick: send }, '确定'), h('label', { class: 'pick' }, '图片', file)),
  );
  text.addEventListener('keydown', (event) => event.key === 'Enter' && send());
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    file.value = '';
    if (chosen) {
      const code = await readFile(chosen).catch(() => undefined);
      say.textContent = code === undefined ? '这张图片里没有找到码' : '';
      if (code !== undefined) {
        found(code);
      }
    }
  });

  let stream: MediaStream | undefined;
  let timer = 0;
  let stopped = false;
  let last = { code: '', at: 0 };
  const look = () => {
    const code = video.readyState >= 2 ? readCode(video, video.videoWidth, video.videoHeight) : undefined;
    if (code !== undefined && (code !== last.code || Date.now() - last.at > 2000)) {
      last = { code, at: Date.now() };
      found(code);
    }
  };
  const open = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: options.facing } });
      if (stopped) {
        close();
        return;
      }
      video.srcObject = stream;
      await video.play();
      say.textContent = '';
      element.classList.add('seeing');
      timer = window.setInterval(look, 250);
    } catch {
      say.textContent = '没有可用的摄像头：请选择图片，或粘贴码的内容';
    }
  };
  const close = () => stream?.getTracks().forEach((track) => track.stop());
  if (options.withCamera) {
    void open();
  }
  return {
    element,
    stop: () => {
      stopped = true;
      clearInterval(timer);
      close();
    },
  };
}
