/** Loads the page afresh, so that nothing on it remembers a visitor unknown; a spent token leaves the history. */
export function enter(): void {
  window.history.replaceState(null, '', '#/experiments');
  window.location.reload();
}
