import fc from 'fast-check'

// Property tests try the same cases on every run, so that a red run means a changed program.
// PROPERTY_SEED=random, or a number, looks further; fast-check prints the seed of what it finds.
const asked = process.env['PROPERTY_SEED'] ?? '653'

if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) })
