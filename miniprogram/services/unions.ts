import { call } from './client';
import { once } from './once';
import { putFile } from './files';

type Source = Api.Unions.Source;

/** The unions right below one; the tops of my scopes where none is given. */
export const branch = (parentId: string | undefined, cursor?: string) => call('unions.list', { ...(parentId === undefined ? {} : { parentId }), ...(cursor === undefined ? {} : { cursor }) });

export const findBelow = (search: string, cursor?: string) => call('unions.search', cursor === undefined ? { search } : { search, cursor });

export const unionOf = (unionId: string) => call('unions.get', { unionId });

export const addUnion = (input: Api.Input<'unions.add'>) => once(`addUnion:${JSON.stringify(input)}`, 'unions.add', input);

export const editUnion = (input: Api.Input<'unions.edit'>) => once(`editUnion:${JSON.stringify(input)}`, 'unions.edit', input);

/** Imports a list: of unions below a union, or of members into it. */
export function importList(kind: Api.Unions.Import['kind'], unionId: string, source: Source): Promise<Api.Output<'unions.import'>> {
  const act = `import:${kind}:${unionId}:${'text' in source ? source.text : source.fileId}`;
  return kind === 'unions' ? once(act, 'unions.import', { parentId: unionId, source }) : once(act, 'people.importRoster', { unionId, source });
}

/** Puts a union below another parent, or merges it into another union. */
export const placeUnion = (kind: 'move' | 'merge', unionId: string, toId: string) =>
  kind === 'move' ? once(`move:${unionId}:${toId}`, 'unions.move', { unionId, parentId: toId }) : once(`merge:${unionId}:${toId}`, 'unions.merge', { unionId, intoId: toId });

export const importState = (importId: string) => call('unions.importState', { importId });

/** Puts an Excel file where an import finds it. @returns its file id */
export const putSheet = (path: string) => putFile(path, 'imports', 'xlsx');
