export const LAUNCH_FLAGS: readonly string[];
export function findChromium(options: { install: boolean }): Promise<string>;
