import type { Engine, IndexSpec } from '../engine/types';
import { HttpError, readJson, sendJson } from '../server/exchange';
import type { Route } from '../server/server';

/** Collections and indexes, for provisioning: CloudBase has no wire action for them, its management API is another service. */
export function collectionRoutes(engine: Engine): Route[] {
  const db = engine.db();
  return [
    {
      method: 'GET',
      path: /^\/dev\/collections$/,
      async handle({ response }) {
        const names = (await db.listCollections().toArray()).map(({ name }) => name);
        const described = names.map(async (name) => ({
          name,
          permission: 'ADMINONLY',
          indexes: (await db.collection(name).indexes()).map((index) => ({ name: index.name, keys: index.key, unique: index.unique ?? false })),
        }));
        sendJson(response, 200, await Promise.all(described));
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/collections$/,
      async handle({ request, response }) {
        const change = await readJson(request);
        const { collection } = change;
        if (typeof collection !== 'string') throw new HttpError(400, 'collection is expected');
        if (change['do'] === 'createCollection') await db.createCollection(collection);
        else if (change['do'] === 'dropIndex') await db.collection(collection).dropIndex(String(change['index']));
        else if (change['do'] === 'createIndex') {
          // Only provisioning asks, with the product's own index specifications.
          const index = change['index'] as IndexSpec;
          await db.collection(collection).createIndex(index.keys, { name: index.name, unique: index.unique });
        } else throw new HttpError(400, 'do must be createCollection, createIndex or dropIndex');
        sendJson(response, 200, { done: true });
      },
    },
  ];
}
