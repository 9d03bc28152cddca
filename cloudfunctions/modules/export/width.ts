/** How wide text stands: Latin letters, digits and spaces take one half-width, all other characters two; marks that sit on others none. */
export function widthOf(text: string): number {
  return [...text.normalize('NFC')].reduce((sum, character) => sum + (/\p{M}/u.test(character) ? 0 : /[\u0020-\u02FF]/.test(character) ? 1 : 2), 0);
}
