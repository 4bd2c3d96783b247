import { mergeConfig } from 'vitest/config'
import { mutating } from './test/exam/mutations.ts'
import unit from './vitest.config.ts'

/** `npm run test:exam`: the unit configuration with, on demand, one rule of the journal changed as it is read. */
const mutation = mutating(process.env['ZHIXIN_EXAM_MUTATION'])

export default mergeConfig(unit, { plugins: mutation ? [mutation] : [] })
