const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const longDateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `28 Nov 2026, 07:40` @param at in milliseconds since 1970, as all here */
export function dateWords(at: number): string {
  return dateAndTime.format(at);
}

/** `28 November 2026 at 07:40`, in a sentence. */
export function longDateWords(at: number): string {
  return longDateAndTime.format(at);
}

/** `07:40` */
export function timeWords(at: number): string {
  return timeOfDay.format(at);
}
