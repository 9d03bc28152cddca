import CloudBase from '@cloudbase/manager-node';
import type { ProvisionTarget } from './provision';

/** A CloudBase environment as a target of provisioning, through its management API. */
export function cloudbaseTarget(options: { envId: string; secretId: string; secretKey: string }): ProvisionTarget {
  const manager = CloudBase.init(options);
  const { database } = manager;
  const acl = manager.commonService('tcb', '2018-06-08');
  return {
    async existing() {
      const names: string[] = [];
      for (let offset = 0; ; offset += 100) {
        const { Collections } = await database.listCollections({ MgoOffset: offset, MgoLimit: 100 });
        names.push(...Collections.map((collection) => collection.CollectionName));
        if (Collections.length < 100) break;
      }
      return Promise.all(
        names.map(async (name) => {
          const { Indexes = [] } = await database.describeCollection(name);
          const { AclTag } = (await acl.call({ Action: 'DescribeDatabaseACL', Param: { EnvId: options.envId, CollectionName: name } })) as { AclTag?: string };
          return {
            name,
            permission: AclTag ?? '',
            indexes: Indexes.map((index) => ({
              name: index.Name,
              unique: index.Unique,
              keys: Object.fromEntries(index.Keys.map((key) => [key.Name ?? '', Number(key.Direction ?? 1)])),
            })),
          };
        }),
      );
    },
    async createCollection(name) {
      await database.createCollection(name);
    },
    async createIndex(collection, index) {
      const keys = Object.entries(index.keys).map(([Name, direction]) => ({ Name, Direction: String(direction) }));
      await database.updateCollection(collection, {
        CreateIndexes: [{ IndexName: index.name, MgoKeySchema: { MgoIsUnique: index.unique ?? false, MgoIndexKeys: keys } }],
      });
    },
    async dropIndex(collection, name) {
      await database.updateCollection(collection, { DropIndexes: [{ IndexName: name }] });
    },
    async closeToClients(collection) {
      await acl.call({ Action: 'ModifyDatabaseACL', Param: { EnvId: options.envId, CollectionName: collection, AclTag: 'ADMINONLY' } });
    },
  };
}
