export { wrongAliases as checkMerges } from './store/merges.ts'
export { holdMerges, survivorsOf } from './app/one-person.ts'
export {
  peopleOnRecord,
  recognisePeople,
  type PersonToRecognise,
  type Recognised,
} from './app/recognise-people.ts'
