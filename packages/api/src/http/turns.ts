/**
 * Lets long pieces of work run one in each turn of the event loop: what is short is answered between two of them, however
 * many came at once. A piece must not throw.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  take(act: () => void): void {
    this.waiting.push(act);
    if (this.waiting.length === 1) setImmediate(this.next);
  }

  private readonly next = (): void => {
    this.waiting[0]?.();
    this.waiting.shift();
    if (this.waiting.length > 0) setImmediate(this.next);
  };
}
