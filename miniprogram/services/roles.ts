import { call } from './client';
import { once } from './once';

type Role = Api.People.Grant['role'];

/** Who holds what in my scope. Names are not kept on the phone. */
export const holders = (cursor?: string) => call('people.grants', cursor === undefined ? {} : { cursor });

/** Over which unions I may give roles, and by which grants. */
export const grantable = () => call('people.grantable', {});

/** Members of my scope of this very name. */
export const candidates = (name: string) => call('people.candidates', { name });

/** Gives a role. */
export const give = (input: Api.Input<'people.grant'>) => once(`grant:${input.uid}:${input.role}:${input.unionId}:${input.expires}`, 'people.grant', input);

/** Takes a role back. */
export const takeBack = (uid: string, role: Role, scope: string) => once(`revoke:${uid}:${role}:${scope}`, 'people.revoke', { uid, role, scope });
