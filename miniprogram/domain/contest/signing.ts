/** How a result comes to be signed and published: by two people who saw the same, and what is published is what both signed. */

type Role = Api.Contest.Signature['as'];

/** A signature under a result. */
export interface Signed {
  uid: string;
  as: Role;
}

/** What is being signed: frozen by its first signature. `reason`: of a correction. */
export interface Draft<C, S extends Signed> {
  content: C;
  signatures: S[];
  reason: string;
}

export interface Signing<C, S extends Signed> {
  draft: Draft<C, S> | null;
  published: { content: C } | null;
}

type Digested = { digest: string };

/** changed: not what was seen · published: it is published like this · reason: a correction has none · signed: this role has signed · two: the other signature is this person's */
export type SignRefusal = 'changed' | 'published' | 'reason' | 'signed' | 'two';

/**
 * May this signature be given? It is for what its giver saw; another result than the one being signed begins anew, and the signatures before are worth nothing.
 * @param content the result as it stands now
 * @param seen digest of what the signer saw
 * @param reason of a correction, tidy; empty: none
 */
export function decideSign<C extends Digested, S extends Signed>({ draft, published }: Signing<C, S>, content: C, seen: string, signature: S, reason: string): Draft<C, S> | SignRefusal {
  if (content.digest !== seen) return 'changed';
  if (published?.content.digest === seen) return 'published';
  const before = draft?.content.digest === seen ? draft : null;
  if (before === null) return published !== null && reason === '' ? 'reason' : { content, signatures: [signature], reason: published === null ? '' : reason };
  if (before.signatures.some(({ as }) => as === signature.as)) return 'signed';
  if (before.signatures.some(({ uid }) => uid === signature.uid)) return 'two';
  return { ...before, signatures: [...before.signatures, signature] };
}

/** May this be published? unsigned: two signatures are not there · changed: not what was seen, or not as it stands any more. */
export function decidePublish<C extends Digested, S extends Signed>({ draft }: Signing<C, S>, content: C, seen: string): Draft<C, S> | 'unsigned' | 'changed' {
  if (draft === null || draft.signatures.length < 2) return 'unsigned';
  return draft.content.digest === seen && content.digest === seen ? draft : 'changed';
}
