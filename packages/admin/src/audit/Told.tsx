import { ERASED } from './diff';

/** A value of the log, as it is shown; where it was personal and was erased, that is said. */
export const Told = ({ text }: { text: string }) =>
  text === ERASED ? <em title="A personal value that was erased">erased</em> : text;
