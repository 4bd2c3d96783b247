import { systemActor } from '../../access/index.ts'
import { recognisePeople } from '../../areas/people/index.ts'
import { readIdentity } from '../../kernel/identity-number.ts'
import { newId } from '../../kernel/id.ts'
import { ok } from '../../kernel/result.ts'
import { command } from '../../platform/perform.ts'
import { must, travel, type DemoHouse } from './demo-house.ts'
import { demoPeople, type DemoPerson } from './demo-people.ts'
import { seededRandom } from './random.ts'
import type { DemoSetting } from './seed-setting.ts'

export interface DemoProfessional extends DemoPerson {
  readonly personId: string
  readonly employerId: string
}

const professionals = 300

/** Puts the invented professionals on record with employer, title and education, as a staff list would. */
export const seedPeople = async (house: DemoHouse, setting: DemoSetting): Promise<DemoProfessional[]> => {
  travel(house, '2007-01-05')
  // The first has a sign-in, and so has the first employer: who learns and who checks it can be seen side by side.
  const people = demoPeople(professionals, setting.employers.length, seededRandom(653)).map(
    (person, index) => ({
      ...person,
      employerId: setting.employers[index === 0 ? 0 : person.employerIndex] as string,
    }),
  )
  const recorded = must(
    await house.services.perform(
      recordDemoPeople,
      { people, officeId: setting.officeId },
      { actor: systemActor, requestId: newId() },
    ),
    'recording the demo people',
  )
  return people.map((person, index) => ({ ...person, personId: recorded[index] as string }))
}

const recordDemoPeople = command({
  name: 'demo.recordPeople',
  action: 'ledger.post',
  load: async () => ({ owners: {} }),
  async run(unit, input: { people: readonly (DemoPerson & { employerId: string })[]; officeId: string }) {
    const people = input.people.map((person) => {
      const identity = must(
        readIdentity(person.idNumber, unit.now.toISOString().slice(0, 10)),
        'a demo identity number',
      )
      return {
        name: person.name,
        identity,
        employerId: person.employerId,
        post: person.post,
        title: person.title,
        education: person.education,
      }
    })
    const recognised = await recognisePeople(unit, people, {
      source: 'office',
      subject: { kind: 'organisation', id: input.officeId },
      demo: true,
    })
    return ok(recognised.map((one) => one.personId))
  },
})
