import { TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { basisPointsText, countedText } from '../fields/numbers';
import { ResizeHoldoutDocument } from '../generated/graphql';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import type { Holdout } from './holdout';
import { HoldoutCommand } from './HoldoutCommand';
import { OutlookPreview } from './OutlookPreview';
import { SIZE_PERCENT, membersOf, sizeBpOf } from './prospect';
import { sizeHelp, sizeProblem } from './size-words';

export function ResizeButton({ holdout }: { holdout: Holdout }) {
  const { key, name, version, listSize, baseRate } = holdout;
  const [percent, setPercent] = useState('');
  const [reason, setReason] = useState('');
  const size = percent === '' ? null : Number(percent);
  const isSize = size !== null && sizeProblem(size) === undefined;
  const sizeBp = isSize ? sizeBpOf(size) : holdout.sizeBp;
  return (
    <HoldoutCommand
      holdout={holdout}
      verb="resize"
      label="Grow or shrink"
      title={`Change the size of “${name}”?`}
      confirm="Change size"
      done="The holdout has another size."
      isReady={isSize && sizeBp !== holdout.sizeBp && reason.trim() !== ''}
      act={() => request(ResizeHoldoutDocument, { input: { key, version, sizeBp, reason } })}
    >
      {trouble => (
        <>
          <Typography sx={{ mb: 1 }}>{changeText(holdout, sizeBp)}</Typography>
          <TextField
            required
            type="number"
            label="New size, %"
            value={percent}
            slotProps={{ htmlInput: { min: SIZE_PERCENT.least, max: SIZE_PERCENT.most, step: 0.5 } }}
            {...faultOf(trouble, 'sizeBp', (size !== null && sizeProblem(size)) || sizeHelp(size))}
            {...(size !== null && !isSize && { error: true })}
            onChange={event => setPercent(event.target.value)}
          />
          <OutlookPreview prospect={{ sizeBp, listSize, baseRate }} />
          <TextField
            required
            multiline
            label="Why"
            value={reason}
            {...faultOf(trouble, 'reason', 'Kept with the holdout and in the audit log.')}
            onChange={event => setReason(event.target.value)}
          />
        </>
      )}
    </HoldoutCommand>
  );
}

const faultOf = (trouble: ApiError | null, field: string, help: string) =>
  trouble?.field === field ? { error: true, helperText: trouble.explanation.title } : { helperText: help };

/** Whom a change moves: members who stay, and those who come or go. */
function changeText({ sizeBp: present, listSize }: Holdout, sizeBp: number): string {
  const moved = Math.abs(membersOf({ sizeBp: sizeBp - present, listSize }));
  const is = moved === 1 ? 'is' : 'are';
  if (sizeBp > present)
    return `It grows from ${basisPointsText(present)}: about ${countedText(moved, 'more recipient', 'more recipients')} ${is} held out. Those who are members stay members.`;
  if (sizeBp < present)
    return `It shrinks from ${basisPointsText(present)}: about ${countedText(moved, 'member', 'members')} ${is} let go, and ${moved === 1 ? 'takes' : 'take'} part in experiments from now on. Nobody else moves.`;
  return `It holds out ${basisPointsText(present)} now. A larger size adds members, a smaller one lets some go; nobody else moves.`;
}
