import { Extensions, Mutation } from 'type-graphql';
import type { Command, Governed } from './command.js';

type Returns = () => new (...parameters: never[]) => object;

/** A mutation that is one command. A mutation without this mark, or the next, fails the architecture test. */
export function CommandMutation<Input, Subject extends Governed, Evidence>(
  command: Command<Input, Subject, Evidence>,
  returns: Returns,
  description: string,
): MethodDecorator {
  return marked({ command: command.name }, returns, description);
}

/** A mutation that records facts through the ingest door; `permission` is "<noun>.<verb>". */
export function FactsMutation(permission: string, returns: Returns, description: string): MethodDecorator {
  return marked({ facts: permission }, returns, description);
}

const marked =
  (extensions: Record<string, unknown>, returns: Returns, description: string): MethodDecorator =>
  (target, property, descriptor) => {
    Mutation(returns, { description })(target, property, descriptor);
    Extensions(extensions)(target, property as string);
  };
