import { commandRoute, queryRoute, type Route } from '../../platform/http/route.ts'
import { listCourses, readCourse } from './app/course-queries.ts'
import { decideCourse, retireCourse } from './app/decide-course.ts'
import { declareCourse } from './app/declare-course.ts'
import { discardDraft, newCourseVersion, saveDraft } from './app/draft.ts'
import { catalogueCourse, catalogueFields, nextClasses, searchCatalogue } from './app/public-catalogue.ts'
import { submitCourse, takeBackCourse } from './app/submit-course.ts'
import * as contract from './contract.ts'

export const catalogueRoutes: readonly Route[] = [
  queryRoute(contract.searchCatalogue, searchCatalogue),
  queryRoute(contract.catalogueFields, catalogueFields),
  queryRoute(contract.nextClasses, nextClasses),
  queryRoute(contract.catalogueCourse, catalogueCourse),
  queryRoute(contract.listCourses, listCourses),
  queryRoute(contract.readCourse, readCourse),
  commandRoute(contract.declareCourse, declareCourse),
  commandRoute(contract.saveDraft, saveDraft),
  commandRoute(contract.discardDraft, discardDraft),
  commandRoute(contract.submitCourse, submitCourse),
  commandRoute(contract.takeBackCourse, takeBackCourse),
  commandRoute(contract.decideCourse, decideCourse),
  commandRoute(contract.newCourseVersion, newCourseVersion),
  commandRoute(contract.retireCourse, retireCourse),
]
