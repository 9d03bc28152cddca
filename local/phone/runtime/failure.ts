import { make } from './dom';

/** Shows what went wrong on the phone itself, so that nobody stares at a blank page. */
export class FailureNotice {
  private readonly element = make('div', 'failure');
  private readonly content = make('div', '');
  private lines: string[] = [];

  constructor(private readonly parent: HTMLElement) {
    const close = make('button', '', '×');
    close.setAttribute('aria-label', '关闭');
    close.onclick = () => {
      this.lines = [];
      this.element.remove();
    };
    this.element.setAttribute('role', 'alert');
    this.element.append(close, this.content);
  }

  /** `isWhole`: nothing of the app can be shown. */
  show(message: string, isWhole = false): void {
    if (!this.lines.includes(message)) this.lines = [...this.lines, message].slice(-5);
    this.content.textContent = this.lines.join('\n\n');
    this.element.classList.toggle('whole', isWhole);
    this.parent.append(this.element);
  }
}
