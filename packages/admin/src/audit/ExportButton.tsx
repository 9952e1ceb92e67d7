import {
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormLabel,
  LinearProgress,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';
import { Allowed } from '../layout/Allowed';
import { Trouble } from '../layout/Trouble';
import { type ExportWishes, FORMATS } from './log-download';
import { useExport } from './useExport';

/** Takes the whole log away as a file. */
export function ExportButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Allowed action="export" resource="audit">
      <Button variant="outlined" onClick={() => setOpen(true)}>
        Export
      </Button>
      {isOpen ? <ExportDialog onClose={() => setOpen(false)} /> : null}
    </Allowed>
  );
}

function ExportDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [wishes, setWishes] = useState<ExportWishes>({ format: 'jsonl', isPersonal: false });
  const { isBusy, trouble, download, cancel } = useExport();
  const send = async () => {
    if (await download(wishes)) onClose();
  };
  return (
    <Dialog open onClose={isBusy ? () => {} : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        Export the audit log
      </DialogTitle>
      <DialogContent>
        {trouble ? (
          <Box sx={{ mb: 2 }}>
            <Trouble explanation={trouble.explanation} />
          </Box>
        ) : null}
        <Typography sx={{ mb: 2 }}>
          All entries that have their place, oldest first. That you took them away is recorded in the log.
        </Typography>
        <WishInputs wishes={wishes} isBusy={isBusy} onChange={setWishes} />
        {isBusy ? <LinearProgress aria-label="Exporting" sx={{ mt: 2 }} /> : null}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button color="secondary" onClick={isBusy ? cancel : onClose}>
          Cancel
        </Button>
        <Button variant="contained" disabled={isBusy} onClick={() => void send()}>
          {isBusy ? 'Exporting…' : 'Download'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface InputProps {
  readonly wishes: ExportWishes;
  readonly isBusy: boolean;
  readonly onChange: (wishes: ExportWishes) => void;
}

const WishInputs = ({ wishes, isBusy, onChange }: InputProps) => (
  <>
    <FormControl disabled={isBusy}>
      <FormLabel id="export-format">Format</FormLabel>
      <RadioGroup aria-labelledby="export-format" value={wishes.format}>
        {FORMATS.map(({ id, name, use }) => (
          <FormControlLabel
            key={id}
            value={id}
            control={<Radio onChange={() => onChange({ ...wishes, format: id })} sx={{ py: 0.5 }} />}
            label={<NameAndUse name={name} use={use} />}
            sx={{ alignItems: 'flex-start', mb: 0.75 }}
          />
        ))}
      </RadioGroup>
    </FormControl>
    <FormControlLabel
      disabled={isBusy}
      control={
        <Checkbox
          checked={wishes.isPersonal}
          onChange={event => onChange({ ...wishes, isPersonal: event.target.checked })}
          sx={{ py: 0.5 }}
        />
      }
      label={
        <NameAndUse
          name="With personal values"
          use="Names and addresses that were not erased. A file cannot be erased later: take them only where you must."
        />
      }
      sx={{ alignItems: 'flex-start', mt: 1 }}
    />
  </>
);

const NameAndUse = ({ name, use }: { name: string; use: string }) => (
  <>
    {name}
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      {use}
    </Typography>
  </>
);
