import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

type BuiltBehavior = ReturnType<ReturnType<CodeSpace['behavior']>['register']>;

const builtIn = new Map<string, BuiltBehavior>();

/** `wx://…` behaviours, which the framework leaves to its host. */
export function defineBuiltInBehaviors(space: CodeSpace): void {
  builtIn.set('wx://form-field', space.behavior().definition({ properties: { name: String, value: null } }).register());
  builtIn.set('wx://form-field-group', space.behavior().definition({}).register());
  builtIn.set('wx://form-field-button', space.behavior().definition({}).register());
}

/** Replaces the names of built-in behaviours; `wx://component-export` needs none. */
export function behaviorsOf(list: unknown[]): unknown[] {
  return list.map((item) => (typeof item === 'string' ? builtIn.get(item) : item)).filter((item) => item !== undefined);
}

export const formField = (): BuiltBehavior | undefined => builtIn.get('wx://form-field');
