import { describe, expect, it } from 'vitest';
import { compiledPattern, patternFault } from './pattern.rules.js';

describe('a regular expression can be', () => {
  it.each([
    '',
    '^DE$',
    '(Mobile|Tablet)',
    'a|b|c',
    '^[^@]+@example\\.com$',
    '^(www\\.)?example\\.com/.*$',
    '(a+)?',
    '(a|b){0,1}',
    '(ab){3}',
    '[(a+)+]',
    '\\(a+\\)+',
    '(?:abc)+',
    '(?<year>[0-9]{4})-[0-9]{2}',
    '(?=.*[0-9])(?!x)[a-z]+',
    'a{,3}',
    `^${'x'.repeat(198)}$`,
  ])('%s', source => {
    expect(patternFault(source)).toBeNull();
  });
});

describe('a regular expression cannot be', () => {
  it.each([
    ['(', 'not a regular expression'],
    ['[z-a]', 'not a regular expression'],
    ['/???***[)', 'not a regular expression'],
    ['x'.repeat(201), 'longer than 200 characters'],
    ['(a+)+', 'a repetition of a repetition or of a choice'],
    ['(a*)*b', 'a repetition of a repetition or of a choice'],
    ['((a+))*', 'a repetition of a repetition or of a choice'],
    ['(?:a?){30}a{30}', 'a repetition of a repetition or of a choice'],
    ['(a|a)*b', 'a repetition of a repetition or of a choice'],
    ['((?:a|b)c){2,}', 'a repetition of a repetition or of a choice'],
    ['(?<name>a+)*?', 'a repetition of a repetition or of a choice'],
    ['([a-z]+\\.)+com', 'a repetition of a repetition or of a choice'],
    ['.*.*.*.*x', 'of more than 3 repetitions without an end'],
    ['a?'.repeat(9), 'of more than 8 repetitions and choices'],
    ['(a|a)'.repeat(9), 'of more than 8 repetitions and choices'],
  ])('%s, which is %s', (source, fault) => {
    expect(patternFault(source)).toBe(fault);
  });
});

describe('a compiled pattern', () => {
  it('is kept, and is another in any case', () => {
    expect(compiledPattern('^kept$', '')).toBe(compiledPattern('^kept$', ''));
    expect(compiledPattern('^kept$', '')?.test('KEPT')).toBe(false);
    expect(compiledPattern('^kept$', 'i')?.test('KEPT')).toBe(true);
    expect(compiledPattern('i/^kept$', '')?.test('KEPT')).toBe(false);
  });

  it('is forgotten when there are too many, and compiled again', () => {
    const first = compiledPattern('^first$', '');
    for (let index = 0; index < 600; index += 1) compiledPattern(`^number ${index}$`, '');

    expect(compiledPattern('^first$', '')).not.toBe(first);
    expect(compiledPattern('^first$', '')?.test('first')).toBe(true);
  });

  it('is none of what is no text, and none of what cannot be compiled', () => {
    expect([compiledPattern(1, ''), compiledPattern('(', ''), compiledPattern('(', '')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
