/** The roles of the API, in words. People's first, machines' last. */
export const ROLE_WORDS: Readonly<Record<string, { readonly name: string; readonly may: string }>> = {
  viewer: { name: 'Viewer', may: 'sees experiments, metrics and results' },
  analyst: { name: 'Analyst', may: 'also defines metrics and reads the audit log' },
  experimenter: { name: 'Experimenter', may: 'also creates, runs and decides experiments' },
  administrator: { name: 'Administrator', may: 'also makes and revokes API keys' },
  auditor: { name: 'Auditor', may: 'sees everything, the audit log included, and changes nothing' },
  model: { name: 'Model', may: 'a machine that asks for assignments and records what happened' },
  esp: {
    name: 'Email service provider',
    may: 'a machine that asks for assignments and records what happened',
  },
  sdk: {
    name: "GrowthBook's SDK",
    may: 'reads the running experiments as a payload, and nothing else; the key may be public',
  },
};
