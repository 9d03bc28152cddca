import { collections } from './collections';
import { describeStep, planSteps, provision, type ExistingCollection, type ProvisionTarget } from './provision';

/** A target that keeps what it is told, as a database would. */
function remembering(): ProvisionTarget & { state: ExistingCollection[] } {
  const state: ExistingCollection[] = [];
  const find = (name: string) => {
    const found = state.find((collection) => collection.name === name);
    if (!found) throw new Error(`no collection ${name}`);
    return found;
  };
  return {
    state,
    existing: async () => structuredClone(state),
    createCollection: async (name) => void state.push({ name, indexes: [], permission: 'PRIVATE' }),
    createIndex: async (name, index) => void find(name).indexes.push({ name: index.name, keys: { ...index.keys }, unique: index.unique ?? false }),
    dropIndex: async (name, index) => {
      find(name).indexes = find(name).indexes.filter((one) => one.name !== index);
    },
    closeToClients: async (name) => {
      find(name).permission = 'ADMINONLY';
    },
  };
}

test('a new database gets everything, closed to clients; a second run has nothing to do', async () => {
  const target = remembering();
  const steps = await provision(target, collections);
  expect(steps.length).toBeGreaterThan(collections.length * 2);
  expect(target.state.map((collection) => collection.name)).toEqual(collections.map((collection) => collection.name));
  expect(target.state.every((collection) => collection.permission === 'ADMINONLY')).toBe(true);
  expect(await provision(target, collections)).toEqual([]);
});

test('an index whose keys changed is made anew, what we do not know stays', async () => {
  const target = remembering();
  await provision(target, [{ name: 'a', permission: 'ADMINONLY', indexes: [{ name: 'i', keys: { x: 1 } }, { name: 'old', keys: { z: 1 } }] }]);
  const steps = planSteps(await target.existing(), [{ name: 'a', permission: 'ADMINONLY', indexes: [{ name: 'i', keys: { x: 1, y: -1 }, unique: true }] }]);
  expect(steps.map(describeStep)).toEqual(['删索引 a.i', '建索引 a.i（x↑ y↓） 唯一']);
});

test('the order of keys is part of an index', () => {
  const have = [{ name: 'a', permission: 'ADMINONLY', indexes: [{ name: 'i', keys: { x: 1, y: 1 }, unique: false }] }];
  expect(planSteps(have, [{ name: 'a', permission: 'ADMINONLY', indexes: [{ name: 'i', keys: { y: 1, x: 1 } }] }])).toHaveLength(2);
});
