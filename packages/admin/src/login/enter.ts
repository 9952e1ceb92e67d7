/** Loads the page afresh, so that nothing on it remembers a visitor unknown; a spent token leaves the history. */
export function enter(place: string): void {
  window.history.replaceState(null, '', `#${place}`);
  window.location.reload();
}
