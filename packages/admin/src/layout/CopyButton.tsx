import { Button } from '@mui/material';
import { useState } from 'react';

/** Copies a text, and says so. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button color="secondary" onClick={() => void copy()}>
      {copied === text ? 'Copied' : label}
    </Button>
  );
}
