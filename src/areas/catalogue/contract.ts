/** Everything this area answers, by subject. */
export * from './contract/shapes.ts'
export * from './contract/courses.ts'
export * from './contract/catalogue.ts'
