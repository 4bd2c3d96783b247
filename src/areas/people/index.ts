export {
  peopleOnRecord,
  recognisePeople,
  type PersonToRecognise,
  type Recognised,
} from './app/recognise-people.ts'
