import { Box, Button, Paper, Stack, Step, StepButton, StepLabel, Stepper } from '@mui/material';
import { Form } from 'ra-core';
import { useEffect, useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { Trouble } from '../layout/Trouble';
import type { ApiError } from '../providers/errors';
import { DesignStep } from './DesignStep';
import type { DraftForm } from './draft';
import { REVIEW, STEPS, firstFaultyStep, inputField, stepOf } from './draft-steps';
import { IdeaStep } from './IdeaStep';
import { ReviewStep } from './ReviewStep';
import { VariantsStep } from './VariantsStep';

interface Props {
  readonly initial: DraftForm;
  readonly isKeyFixed: boolean;
  /** Sends the draft; null when it is saved, else what went wrong. */
  readonly save: (form: DraftForm) => Promise<ApiError | null>;
  readonly isBusy: boolean;
}

/** Writes a draft in four steps. All of them stay mounted, so that nothing typed is lost on the way. */
export function ExperimentWizard({ initial, isKeyFixed, save, isBusy }: Props) {
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const submit = async (form: unknown) => {
    const error = await save(form as DraftForm);
    setTrouble(error);
    return error?.field ? { [inputField(error.field)]: error.explanation.title } : undefined;
  };
  return (
    <Form
      defaultValues={initial}
      onSubmit={submit}
      mode="onTouched"
      disableInvalidFormNotification
      noValidate
    >
      <Steps trouble={trouble} isKeyFixed={isKeyFixed} isBusy={isBusy} />
    </Form>
  );
}

interface StepsProps {
  readonly trouble: ApiError | null;
  readonly isKeyFixed: boolean;
  readonly isBusy: boolean;
}

function Steps({ trouble, isKeyFixed, isBusy }: StepsProps) {
  const [step, setStep] = useState(0);
  const { clearErrors, formState, trigger } = useFormContext();
  const faulty = useFaultyStep(trouble, setStep);
  const goOn = async () => {
    if (await trigger(STEPS[step]?.fields as unknown as string[])) setStep(step + 1);
  };
  return (
    <>
      <Stepper nonLinear activeStep={step} sx={{ mb: 3, overflowX: 'auto', py: 0.5 }}>
        {STEPS.map(({ label }, index) => (
          <Step key={label}>
            <StepButton onClick={() => setStep(index)}>
              <StepLabel error={formState.isSubmitted && faulty === index}>{label}</StepLabel>
            </StepButton>
          </Step>
        ))}
      </Stepper>
      {trouble ? (
        <Box sx={{ mb: 2.5 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 } }}>
        <div hidden={step !== 0}>
          <IdeaStep isKeyFixed={isKeyFixed} />
        </div>
        <div hidden={step !== 1}>
          <VariantsStep />
        </div>
        <div hidden={step !== 2}>
          <DesignStep />
        </div>
        {step === REVIEW ? <ReviewStep /> : null}
        <Stack direction="row" sx={{ mt: 3, gap: 1.5, justifyContent: 'flex-end' }}>
          {step > 0 ? (
            <Button color="secondary" onClick={() => setStep(step - 1)}>
              Back
            </Button>
          ) : null}
          {step < REVIEW ? (
            <Button key="next" variant="contained" onClick={() => void goOn()}>
              Next
            </Button>
          ) : (
            // What the server refused stays marked until the next attempt, and must not forbid it.
            <Button
              key="save"
              type="submit"
              variant="contained"
              disabled={isBusy}
              onClick={() => clearErrors()}
            >
              {isBusy ? 'Saving…' : 'Save draft'}
            </Button>
          )}
        </Stack>
      </Paper>
    </>
  );
}

/** Leads to the step in which something is wrong, when a draft was refused here or by the server. */
function useFaultyStep(trouble: ApiError | null, show: (step: number) => void): number | null {
  const { formState } = useFormContext();
  const { errors, submitCount, isSubmitting } = formState;
  const faulty = firstFaultyStep(errors) ?? (trouble?.field ? stepOf(trouble.field) : null);
  const lastAttempt = useRef(0);
  useEffect(() => {
    // Only an attempt moves the reader: typing in a faulty step must not.
    if (isSubmitting || lastAttempt.current === submitCount) return;
    lastAttempt.current = submitCount;
    if (faulty !== null) show(faulty);
  }, [submitCount, isSubmitting, faulty, show]);
  return faulty;
}
