import type { CollectionSpec, IndexSpec } from './collection';

/** A database that collections and indexes can be made in: the local cloud or a CloudBase environment. */
export interface ProvisionTarget {
  /** What it has now. */
  existing(): Promise<ExistingCollection[]>;
  createCollection(name: string): Promise<void>;
  createIndex(collection: string, index: IndexSpec): Promise<void>;
  dropIndex(collection: string, name: string): Promise<void>;
  closeToClients(collection: string): Promise<void>;
}

export interface ExistingCollection {
  name: string;
  indexes: { name: string; keys: Record<string, number>; unique: boolean }[];
  permission: string;
}

export type ProvisionStep =
  | { do: 'createCollection'; collection: string }
  | { do: 'dropIndex'; collection: string; index: string }
  | { do: 'createIndex'; collection: string; index: IndexSpec }
  | { do: 'closeToClients'; collection: string };

const same = (a: Record<string, number>, b: Record<string, number>) => JSON.stringify(Object.entries(a)) === JSON.stringify(Object.entries(b));

/**
 * The steps from what is there to what should be. An index whose keys changed is dropped and made anew;
 * collections and indexes that we do not know are left alone.
 */
export function planSteps(existing: readonly ExistingCollection[], wanted: readonly CollectionSpec[]): ProvisionStep[] {
  return wanted.flatMap((spec): ProvisionStep[] => {
    const found = existing.find((collection) => collection.name === spec.name);
    const steps: ProvisionStep[] = found ? [] : [{ do: 'createCollection', collection: spec.name }];
    for (const index of spec.indexes) {
      const before = found?.indexes.find((one) => one.name === index.name);
      if (before && same(before.keys, index.keys) && before.unique === (index.unique ?? false)) continue;
      if (before) steps.push({ do: 'dropIndex', collection: spec.name, index: index.name });
      steps.push({ do: 'createIndex', collection: spec.name, index });
    }
    if (found?.permission !== spec.permission) steps.push({ do: 'closeToClients', collection: spec.name });
    return steps;
  });
}

/** One line a step, for a person. */
export function describeStep(step: ProvisionStep): string {
  if (step.do === 'createCollection') return `建集合 ${step.collection}`;
  if (step.do === 'dropIndex') return `删索引 ${step.collection}.${step.index}`;
  if (step.do === 'closeToClients') return `权限 ${step.collection}：仅云函数可读写`;
  const keys = Object.entries(step.index.keys).map(([field, direction]) => `${field}${direction === 1 ? '↑' : '↓'}`);
  return `建索引 ${step.collection}.${step.index.name}（${keys.join(' ')}）${step.index.unique ? ' 唯一' : ''}`;
}

async function carryOut(target: ProvisionTarget, step: ProvisionStep): Promise<void> {
  if (step.do === 'createCollection') return target.createCollection(step.collection);
  if (step.do === 'dropIndex') return target.dropIndex(step.collection, step.index);
  if (step.do === 'createIndex') return target.createIndex(step.collection, step.index);
  return target.closeToClients(step.collection);
}

/** Brings a database to what database/collections.ts says; every step may be repeated. @returns the steps taken */
export async function provision(target: ProvisionTarget, wanted: readonly CollectionSpec[], onStep: (step: ProvisionStep) => void = () => undefined): Promise<ProvisionStep[]> {
  const steps = planSteps(await target.existing(), wanted);
  for (const step of steps) {
    onStep(step);
    await carryOut(target, step);
  }
  return steps;
}
