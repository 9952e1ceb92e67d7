import { Arg, Ctx, Field, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { CommandMutation } from '../kernel/mutation.js';
import { useStep } from './code-use.facts.js';
import { passwordChanged } from './identity.js';
import { acceptInvitation, confirmTotp, enrolTotp, removeTotp, setPassword } from './own-account.commands.js';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.js';
import { letIn } from './sign-in.js';
import { newTotpSecret, stepOf, totpUri } from './totp.js';
import { Viewer } from './viewer.resolver.js';

@ObjectType({ description: 'A secret for one-time codes. It is shown here and never again.' })
class TotpEnrolment {
  @Field(() => String, { description: 'The address that authenticators read as a QR code.' })
  uri!: string;

  @Field(() => String, { description: 'The same secret, to be typed in.' })
  secret!: string;
}

@ObjectType({ description: 'Codes for when the device is lost. They are shown here and never again.' })
class RecoveryCodes {
  @Field(() => [String], { description: 'Each opens once, in the place of a one-time code.' })
  recoveryCodes!: string[];
}

const text = () => String;

@Resolver()
export class OwnAccountResolver {
  @CommandMutation(
    acceptInvitation,
    () => Viewer,
    'Accepts an invitation with a password of 12 characters or more; signs in and sets the session cookie.',
  )
  async acceptInvitation(
    @Ctx() context: Context,
    @Arg('token', text, { description: 'The token of the invitation.' }) token: string,
    @Arg('password', text, { description: 'The password from now on.' }) password: string,
  ): Promise<Viewer> {
    const user = await context.change(acceptInvitation, { token, password });
    return Viewer.of(await letIn(context, user));
  }

  @CommandMutation(
    setPassword,
    () => Viewer,
    'Changes the own password; every other session of the person is over within 5 seconds.',
  )
  async setPassword(
    @Ctx() context: Context,
    @Arg('current', text, { description: 'The password until now.' }) current: string,
    @Arg('password', text, { description: 'The password from now on, of 12 characters or more.' })
    password: string,
  ): Promise<Viewer> {
    return Viewer.of(await passwordChanged(context, { current, password }));
  }

  @CommandMutation(
    enrolTotp,
    () => TotpEnrolment,
    'Begins to set up one-time codes; they count once `confirmTotp` was sent one.',
  )
  async enrolTotp(@Ctx() { change, strongbox }: Context): Promise<TotpEnrolment> {
    const secret = newTotpSecret();
    const { email } = await change(enrolTotp, { secret, strongbox });
    return { uri: totpUri(secret, email), secret };
  }

  @CommandMutation(confirmTotp, () => RecoveryCodes, 'Sets up one-time codes, by the first of them.')
  async confirmTotp(
    @Ctx() context: Context,
    @Arg('code', text, { description: 'The code that the device shows.' }) code: string,
  ): Promise<RecoveryCodes> {
    const recoveryCodes = newRecoveryCodes();
    const codeHashes = recoveryCodes.map(recoveryCodeHash);
    const { strongbox, change, now } = context;
    const { id, totpSecret } = await change(confirmTotp, { code, codeHashes, strongbox });
    const step = totpSecret && stepOf(strongbox.open(totpSecret, id), code, now());
    if (step) await useStep(context, id, step);
    return { recoveryCodes };
  }

  @CommandMutation(removeTotp, () => Viewer, 'Takes away the own one-time codes.')
  async removeTotp(@Ctx() { actor, change }: Context): Promise<Viewer> {
    await change(removeTotp, {});
    return Viewer.of(actor);
  }
}
