/** The roles of the API, in words. People's first, machines' last. */
export const ROLE_WORDS: Readonly<Record<string, { readonly name: string; readonly may: string }>> = {
  viewer: { name: 'Viewer', may: 'sees experiments, metrics and results' },
  analyst: { name: 'Analyst', may: 'also defines metrics and reads the audit log' },
  experimenter: { name: 'Experimenter', may: 'also creates, runs and decides experiments' },
  author: { name: 'Author', may: 'sees experiments, metrics and results' },
  reviewer: { name: 'Reviewer', may: 'sees experiments, metrics and results' },
  'compliance-officer': {
    name: 'Compliance officer',
    may: 'sees experiments, metrics, results and the audit log',
  },
  'privacy-operator': { name: 'Privacy operator', may: 'sees experiments, metrics and results' },
  'model-owner': { name: 'Model owner', may: 'sees experiments, metrics and results' },
  administrator: {
    name: 'Administrator',
    may: 'does what experimenters do, and manages people, teams and API keys; approves nothing',
  },
  auditor: {
    name: 'Auditor',
    may: 'sees everything, takes the audit log away to verify it, and changes nothing',
  },
  model: { name: 'Model', may: 'a machine that asks for assignments and records what happened' },
  esp: {
    name: 'Email service provider',
    may: 'a machine that asks for assignments and records what happened',
  },
  'consent-source': { name: 'Consent source', may: 'a machine that has nothing to do here yet' },
  sdk: {
    name: "GrowthBook's SDK",
    may: 'reads the running experiments as a payload, and nothing else; the key may be public',
  },
};

/** What a key of a role may do, as a sentence. */
export const roleSentence = (role: string): string => {
  const may = ROLE_WORDS[role]?.may;
  if (may === undefined) return '';
  return may.startsWith('a machine') ? `It is for ${may}.` : `It ${may}.`;
};
