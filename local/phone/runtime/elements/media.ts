import { currentHost } from '../current';
import { resolveSource } from '../source';
import { WxElement } from './element';

const fits: Record<string, [string, string]> = {
  scaleToFill: ['fill', 'center'], aspectFit: ['contain', 'center'], aspectFill: ['cover', 'center'], widthFix: ['fill', 'center'], heightFix: ['fill', 'center'],
  top: ['none', 'top'], bottom: ['none', 'bottom'], center: ['none', 'center'], left: ['none', 'left'], right: ['none', 'right'],
  'top left': ['none', 'top left'], 'top right': ['none', 'top right'], 'bottom left': ['none', 'bottom left'], 'bottom right': ['none', 'bottom right'],
};

export class ImageElement extends WxElement {
  private readonly image = document.createElement('img');

  connectedCallback(): void {
    if (this.image.parentNode === this) return;
    this.image.alt = '';
    this.image.draggable = false;
    this.image.addEventListener('load', () => this.emit('load', { width: this.image.naturalWidth, height: this.image.naturalHeight }));
    this.image.addEventListener('error', () => {
      this.toggleAttribute('broken', true);
      this.emit('error', { errMsg: `GET ${this.text('src')} failed` });
    });
    this.append(this.image);
  }

  protected override get labelled(): HTMLElement {
    return this.image;
  }

  protected override changed(key: string): void {
    if (key === 'lazyLoad') this.image.loading = this.flag('lazyLoad') ? 'lazy' : 'eager';
    if (key === 'mode') {
      const mode = this.text('mode');
      this.setAttribute('mode', mode);
      [this.image.style.objectFit, this.image.style.objectPosition] = fits[mode] ?? ['fill', 'center'];
    }
    if (key === 'src') void this.load();
  }

  private async load(): Promise<void> {
    const source = this.text('src');
    this.removeAttribute('broken');
    const url = await resolveSource(source, this.__wxElement);
    if (source !== this.text('src')) return;
    if (url === '') this.image.removeAttribute('src');
    else this.image.src = url;
  }
}

type Canvas2d = HTMLCanvasElement & Record<string, unknown>;

/** `<canvas type="2d">`: the node that `fields({node: true})` gives is the real canvas with WeChat's additions. */
export class CanvasElement extends WxElement {
  private readonly canvas = document.createElement('canvas') as Canvas2d;

  connectedCallback(): void {
    if (this.canvas.parentNode === this) return;
    Object.assign(this.canvas, {
      createImage: () => this.createImage(),
      createPath2D: (path?: Path2D) => new Path2D(path),
      requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    });
    this.append(this.canvas);
  }

  override context(): unknown {
    return this.canvas;
  }

  private createImage(): HTMLImageElement {
    const image = new Image();
    const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
    Object.defineProperty(image, 'src', {
      get: () => source?.get?.call(image) as string,
      set: (value: string) => {
        void resolveSource(value, this.__wxElement).then((url) => source?.set?.call(image, url));
      },
    });
    return image;
  }
}

export class VideoElement extends WxElement {
  private readonly video = document.createElement('video');

  connectedCallback(): void {
    if (this.video.parentNode === this) return;
    this.video.playsInline = true;
    this.video.controls = this.flag('controls', true);
    for (const type of ['play', 'pause', 'ended', 'waiting', 'error'] as const) this.video.addEventListener(type, () => this.emit(type));
    this.video.addEventListener('timeupdate', () => this.emit('timeupdate', { currentTime: this.video.currentTime, duration: this.video.duration }));
    this.video.addEventListener('loadedmetadata', () =>
      this.emit('loadedmetadata', { width: this.video.videoWidth, height: this.video.videoHeight, duration: this.video.duration }));
    this.append(this.video);
  }

  protected override changed(key: string): void {
    if (key === 'src') void resolveSource(this.text('src'), this.__wxElement).then((url) => (this.video.src = url));
    if (key === 'poster') void resolveSource(this.text('poster'), this.__wxElement).then((url) => (this.video.poster = url));
    if (key === 'controls' || key === 'autoplay' || key === 'loop' || key === 'muted') this.video[key] = this.flag(key, key === 'controls');
    if (key === 'objectFit') this.video.style.objectFit = this.text('objectFit');
    if (key === 'initialTime') this.video.currentTime = this.number('initialTime');
  }

  override context(): unknown {
    const { video } = this;
    return {
      play: () => void video.play(),
      pause: () => video.pause(),
      stop: () => {
        video.pause();
        video.currentTime = 0;
      },
      seek: (seconds: number) => (video.currentTime = seconds),
      playbackRate: (rate: number) => (video.playbackRate = rate),
      requestFullScreen: () => void video.requestFullscreen(),
      exitFullScreen: () => void document.exitFullscreen(),
    };
  }
}

/** `<camera>`: pictures and scanning come from `wx`. */
export class CameraElement extends WxElement {
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    queueMicrotask(() => this.start());
  }

  disconnectedCallback(): void {
    this.stop?.();
    this.stop = undefined;
  }

  protected override changed(key: string): void {
    if (this.stop === undefined || key === 'frameSize' || key === 'resolution') return;
    this.stop();
    this.stop = undefined;
    this.start();
  }

  private start(): void {
    const hook = currentHost().hooks.camera;
    if (!this.isConnected || this.stop !== undefined) return;
    if (hook === undefined) {
      this.emit('error', { errMsg: 'camera is not supported here' });
      return;
    }
    this.stop = hook(this, {
      mode: this.text('mode') === 'scanCode' ? 'scanCode' : 'normal',
      devicePosition: this.text('devicePosition', 'back'),
      flash: this.text('flash', 'auto'),
    }, {
      onInit: (detail) => this.emit('initdone', detail),
      onScan: (detail) => this.emit('scancode', detail),
      onError: (detail) => this.emit('error', detail),
    });
  }
}
