/** Everything this area answers, by subject. */
export * from './contract/shapes.ts'
export * from './contract/people.ts'
export * from './contract/classes.ts'
