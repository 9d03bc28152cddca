/** The icon of each programme. */
export const programmeIcons: Record<Api.Activity.Programme, string> = { reading: 'book', contest: 'song', meet: 'medal', general: 'people' };
