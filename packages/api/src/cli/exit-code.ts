/** What the process ends with; part of the contract with scripts that call it. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  denied: 3,
  notFound: 4,
  verificationFailed: 5,
  tryAgain: 75,
  /** As the shell reports a program that Ctrl-C ended. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const OF_API_CODE: Readonly<Record<string, ExitCode>> = {
  UNAUTHENTICATED: EXIT.denied,
  FORBIDDEN: EXIT.denied,
  NOT_FOUND: EXIT.notFound,
  BAD_USER_INPUT: EXIT.usage,
  UNAVAILABLE: EXIT.tryAgain,
  RATE_LIMITED: EXIT.tryAgain,
};

/** The same answer of the API ends every command in the same way. */
export const exitCodeOfApi = (code: string): ExitCode => OF_API_CODE[code] ?? EXIT.failure;
