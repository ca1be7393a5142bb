/**
 * Whose JSON it is to be. `package`: what `decode` of ripple-binary-codec gives. `rippled`: what its API answers.
 * They differ in 64-bit integers (rippled: lower case, no zeros in front), very large and small issued amounts
 * (rippled: 16 digits and an exponent), path steps (rippled adds `type`), the empty account of UNLModify (rippled:
 * no text), a 128-bit hash of zero (package: no text), and `<` and `>` in currency codes (package: hex).
 */
export type JsonForm = 'package' | 'rippled';

/** Of the call in progress, for all writers. */
export const current = { rippled: false };
