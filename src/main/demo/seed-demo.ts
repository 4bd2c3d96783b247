import { hashPassword } from '../../areas/accounts/app/password-hash.ts'
import { grantRole, insertDemoSignIns, type DemoSignIn } from '../../areas/accounts/index.ts'
import { insertAccount } from '../../areas/accounts/store/accounts.ts'
import { overdueJob } from '../../areas/declarations/app/remind.ts'
import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import { ok } from '../../kernel/result.ts'
import { outboxPost } from '../../platform/adapters/quiet-post.ts'
import type { RecordedEvent } from '../../platform/events.ts'
import type { JobRequest, Queue } from '../../platform/jobs/jobs.ts'
import { command, performer } from '../../platform/perform.ts'
import type { Services } from '../../platform/services.ts'
import { areas } from '../areas.ts'
import { subscribersOf } from '../compose.ts'
import { actorOf, type DemoHouse, must } from './demo-house.ts'
import { seedClasses } from './seed-classes.ts'
import { seedPeople, type DemoProfessional } from './seed-people.ts'
import { seedDeclarations } from './seed-declarations.ts'
import { seedRuleDraft } from './seed-rule-draft.ts'
import { seedTitleReview } from './seed-title-review.ts'
import { seedWaiting } from './seed-waiting.ts'
import { seedSetting, type DemoSetting } from './seed-setting.ts'

/** Published with the demo; a demo that others can reach gets another at every start. */
export const demoPassword = 'zhixin-demo-653'

/**
 * Fills an empty database by living through the programme's history: the clock is set, and everything happens through
 * the endpoints and jobs of the product, so that every figure, certificate and event is as real as later ones.
 */
export const seedDemo = async (services: Services): Promise<void> => {
  const house = houseInThePast(services)
  const passwordHash = await hashPassword(demoPassword)
  const officers = [newId(), newId()] as const
  const setting = await seedSetting(house, officers[0])
  const people = await seedPeople(house, setting)
  await seedAccounts(house, setting, officers, passwordHash, people)
  await seedClasses(house, setting, people, actorOf(officers[1], 'office', setting.officeId))
  await seedTitleReview(house, setting, people)
  await seedRuleDraft(house, setting)
  await seedWaiting(house, setting, people)
  await seedDeclarations(house, setting, people)
}

/** The same house with a clock of its own and a queue that is worked off on the spot. */
const houseInThePast = (services: Services): DemoHouse => {
  const clock = { now: services.now() }
  const waiting: JobRequest[] = []
  // Invented people are written to on paper only, whatever the server has been told of a mail server.
  const ports = { ...services.ports, mailer: outboxPost, sms: outboxPost }
  const queue: Pick<Queue, 'enqueue'> = {
    enqueue: async (_tx, job) => {
      waiting.push(job)
    },
  }
  const spine = performer({
    db: services.db,
    queue,
    now: () => clock.now,
    ports,
    subscribers: subscribersOf(areas),
  })
  const past: Services = {
    ...services,
    ...spine,
    ports,
    queue: { ...services.queue, ...queue },
    now: () => clock.now,
  }
  const handlers = new Map<string, (data: never) => Promise<void>>()
  for (const job of areas.flatMap((area) => area.jobs ?? []))
    handlers.set(job.name, (data) => job.run(past, data))
  for (const one of areas.flatMap((area) => area.subscriptions ?? [])) {
    handlers.set(`event:${one.subscriber}`, (data: never) =>
      one.handle(past, (data as { event: RecordedEvent }).event),
    )
  }
  return {
    services: past,
    routes: areas.flatMap((area) => area.routes),
    clock,
    async settle() {
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        // Work for a later hour of the past is about what was over by then; what is still to come the real queue takes, and
        // what is late without anybody having been told.
        if (!job.after || job.after <= clock.now) await handlers.get(job.job)?.(job.data as never)
        else if (job.after > services.now() || job.job === overdueJob)
          await services.db.transaction().execute((tx) => services.queue.enqueue(tx, job))
      }
    },
  }
}

type OrganisationRole =
  | 'office'
  | 'district'
  | 'association'
  | 'institution'
  | 'employer'
  | 'expert'
  | 'invigilator'

interface DemoAccount extends DemoSignIn {
  readonly accountId?: string
  readonly as?: OrganisationRole
  readonly organisationId?: string
  readonly personId?: string
  readonly email?: string
}

const seedAccounts = async (
  house: DemoHouse,
  setting: DemoSetting,
  officers: readonly [string, string],
  passwordHash: string,
  people: readonly DemoProfessional[],
): Promise<void> => {
  const told: DemoAccount[] = []
  const tell = (role: string, name: string, signIn: string, more: Omit<DemoAccount, keyof DemoSignIn>) =>
    told.push({ role, name, signIn, password: demoPassword, ...more })
  tell('office', '高晓岚', 'office', {
    accountId: officers[0],
    as: 'office',
    organisationId: setting.officeId,
  })
  tell('second officer', '林知夏', 'officer2', {
    accountId: officers[1],
    as: 'office',
    organisationId: setting.officeId,
  })
  tell('district', '沈亦舟', 'district', {
    as: 'district',
    organisationId: setting.districts[0] as string,
  })
  tell('association', '何清源', 'association', { as: 'association', organisationId: setting.associationId })
  tell('institution', '姜以柔', 'institution', {
    as: 'institution',
    organisationId: setting.institutions[0]?.id as string,
    email: 'institution@example.com',
  })
  tell('employer', '谢明轩', 'employer', {
    as: 'employer',
    organisationId: setting.employers[0] as string,
  })
  tell('expert', '唐思齐', 'expert', { as: 'expert', organisationId: setting.officeId })
  tell('invigilator', '邵怀瑾', 'invigilator', {
    as: 'invigilator',
    organisationId: setting.sites[0] as string,
  })
  const professional = people[0] as DemoProfessional
  tell('professional', professional.name, 'professional', {
    personId: professional.personId,
    email: 'professional@example.com',
  })
  must(
    await house.services.perform(
      openDemoAccounts,
      { told, passwordHash },
      { actor: systemActor, requestId: newId() },
    ),
    'accounts',
  )
}

/** Under ids of the seeding's own: the officers have acted by them before they have accounts. */
const openDemoAccounts = command({
  name: 'demo.openAccounts',
  action: 'account.open',
  load: async () => ({ owners: {} }),
  async run(unit, { told, passwordHash }: { told: readonly DemoAccount[]; passwordHash: string }) {
    for (const one of told) {
      const id = one.accountId ?? newId()
      const personId = one.personId ?? null
      const names = [
        { name: one.signIn, kind: 'username' as const },
        ...(one.email ? [{ name: one.email, kind: 'email' as const }] : []),
      ]
      await insertAccount(
        unit.tx,
        { id, displayName: one.name, personId, names, passwordHash, demo: true },
        unit.now,
      )
      await unit.emit({
        name: 'accounts.accountOpened',
        subject: { kind: 'account', id },
        data: { person: personId },
      })
      if (one.as && one.organisationId) {
        const { as: role, organisationId } = one
        const granted = await grantRole(unit, { accountId: id, role, organisationId, from: '2006-12-01' })
        if (!granted.ok) return granted
      }
    }
    await insertDemoSignIns(
      unit.tx,
      told.map(({ role, name, signIn, password }) => ({ role, name, signIn, password })),
      true,
    )
    return ok({})
  },
})
