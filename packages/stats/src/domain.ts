/** Refuses anything but a finite number, naming the argument. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
}

/** Refuses NaN but lets the infinities through: a distribution function is defined there. */
export function requireNumber(name: string, value: number): void {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new RangeError(`${name} must be a number`);
}

/** Refuses anything but a finite number above zero. */
export function requirePositive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new RangeError(`${name} must be a positive finite number, got ${value}`);
  }
}

/** Refuses anything but a finite number of at least zero. */
export function requireNonNegative(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new RangeError(`${name} must be a non-negative finite number, got ${value}`);
  }
}

/** Refuses anything but a whole number of at least zero. */
export function requireCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(`${name} must be a non-negative whole number, got ${value}`);
  }
}

/** Refuses anything outside the closed interval from 0 to 1. */
export function requireProbability(name: string, value: number): void {
  if (!(typeof value === 'number' && value >= 0 && value <= 1))
    throw new RangeError(`${name} must be in [0, 1], got ${value}`);
}

/** Refuses anything outside the open interval from 0 to 1, such as an alpha or a power. */
export function requireOpenUnit(name: string, value: number): void {
  if (!(typeof value === 'number' && value > 0 && value < 1))
    throw new RangeError(`${name} must be in (0, 1), got ${value}`);
}

/** Refuses a record that was left out, by the name of the whole and not of its first field. */
export function requireRecord(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    throw new RangeError(`${name} must be given as an object, got ${String(value)}`);
  }
}
