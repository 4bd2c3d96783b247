export {
  courseVersionForFiling,
  type CourseForFiling,
  type FilingRefusal,
} from './app/course-version-for-filing.ts'
