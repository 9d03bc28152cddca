import type { ExistingCollection, ProvisionTarget } from './provision';

/** The local cloud at this address as a target of provisioning. Its collections are closed to clients by nature: they have no way in. */
export function localTarget(cloudUrl: string): ProvisionTarget {
  async function ask(body?: object): Promise<unknown> {
    const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
    const response = await fetch(`${cloudUrl}/dev/collections`, init);
    if (!response.ok) throw new Error(`the local cloud refused to provision: ${await response.text()}`);
    return response.json();
  }
  const change = async (body: object) => {
    await ask(body);
  };
  return {
    // The local cloud is ours: its answer has this shape.
    existing: async () => (await ask()) as ExistingCollection[],
    createCollection: (collection) => change({ do: 'createCollection', collection }),
    createIndex: (collection, index) => change({ do: 'createIndex', collection, index }),
    dropIndex: (collection, index) => change({ do: 'dropIndex', collection, index }),
    closeToClients: async () => undefined,
  };
}
