export type Filter = 'all' | 'openNow' | 'myUnit' | Api.Activity.Programme;

/** The longest search that the server takes, in characters. */
const longest = 20;

/** The list question behind a chip and a search; blanks around the words do not count. */
export function questionOf(filter: Filter, search: string): Api.Activity.ListInput {
  const words = [...search.trim()].slice(0, longest).join('');
  return { ...filterOf(filter), ...(words === '' ? {} : { search: words }) };
}

function filterOf(filter: Filter): Api.Activity.ListInput {
  switch (filter) {
    case 'all':
      return {};
    case 'openNow':
      return { openNow: true };
    case 'myUnit':
      return { myUnit: true };
    default:
      return { programme: filter };
  }
}
