import * as glassEasel from 'glass-easel';
import { MiniProgramEnv, type CodeSpace } from 'glass-easel-miniprogram-adapter';
import { behaviorsOf, defineBuiltInBehaviors } from './behaviors';
import { extendInstances, readyLifetime } from './instance';

type Json = Record<string, unknown>;

/** What the build hands over; see build/bundle.ts. */
export interface Loaded {
  config: Json & { pages: string[]; window: Json; tabBar?: { list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[] } };
  themes: { light: Json; dark: Json };
  units: Record<string, { json: Json; scope: string; isPage: boolean; uses: string[] }>;
  scripts: Record<string, () => unknown>;
  templates: Record<string, glassEasel.template.ComponentTemplate['content']>;
}

type Definition = Json & { behaviors?: unknown[] };

/** The mini-program's code: registers App, Page, Component and Behavior and evaluates each script when it is first needed. */
export class MiniProgram {
  readonly space: CodeSpace;
  app: Json | undefined;
  private path = '';
  private readonly evaluated = new Set<string>();

  constructor(readonly loaded: Loaded) {
    const env = new MiniProgramEnv();
    this.space = env.createCodeSpace('main', true);
    this.space.getComponentSpace().updateComponentOptions({ writeIdToDOM: true });
    this.space.setOverallBehavior(readyLifetime(this.space.getComponentSpace()));
    defineBuiltInBehaviors(this.space);
    extendInstances();
    for (const [path, { json, scope }] of Object.entries(loaded.units)) {
      this.space.addComponentStaticConfig(path, json);
      this.space.addStyleSheet(path, undefined, scope);
      const content = loaded.templates[path];
      if (content !== undefined) this.space.addCompiledTemplate(path, { content, groupList: loaded.templates, fallbackListenerOnNativeNode: true });
    }
    this.installGlobals();
  }

  /** Called on the first line of each page's and component's script. */
  at(path: string): void {
    this.path = path;
  }

  start(onLaunch: Json): void {
    this.loaded.scripts['app']?.();
    this.app ??= {};
    this.callApp('onLaunch', onLaunch);
  }

  callApp(method: string, argument?: unknown): void {
    const callback = this.app?.[method];
    if (typeof callback === 'function') glassEasel.safeCallback(`App.${method}`, callback as () => void, this.app, [argument] as never);
  }

  /** Evaluates a page's script and those of all components under it. */
  evaluate(path: string): void {
    if (this.evaluated.has(path)) return;
    this.evaluated.add(path);
    for (const used of this.loaded.units[path]?.uses ?? []) this.evaluate(used);
    this.loaded.scripts[path]?.();
  }

  private installGlobals(): void {
    const behavior = Object.assign(
      (definition: Definition) => this.space.behavior().definition(this.prepare(definition)).register(),
      { trait: this.space.traitBehavior.bind(this.space) },
    );
    Object.assign(globalThis, {
      App: (definition: Json) => {
        this.app = definition;
      },
      getApp: () => this.app,
      Page: (definition: Definition) => this.space.component(this.path).pageDefinition(this.prepare(definition)).register(),
      Component: (definition: Definition) => this.space.component(this.path).definition(this.prepare(definition)).register(),
      Behavior: behavior,
    });
  }

  private prepare(definition: Definition): Json {
    return definition.behaviors === undefined ? definition : { ...definition, behaviors: behaviorsOf(definition.behaviors) };
  }
}
