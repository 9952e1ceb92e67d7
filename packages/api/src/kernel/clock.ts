/** The present, as a function, so that a story or a test can be told at any time. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
