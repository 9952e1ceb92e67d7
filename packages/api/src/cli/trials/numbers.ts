const FIRST_CAPACITY = 1024;

/** A list of numbers that takes eight bytes each, so that a million rows stay small. */
export class Numbers {
  private buffer = new Float64Array(FIRST_CAPACITY);
  private count = 0;

  push(value: number): void {
    if (this.count === this.buffer.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.count] = value;
    this.count += 1;
  }

  /** The numbers so far, without a copy. */
  view(): Float64Array {
    return this.buffer.subarray(0, this.count);
  }
}
