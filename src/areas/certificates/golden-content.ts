import { currentRendering } from './app/rendering.ts'
import type { ClassContent, Rendering, ValidationContent } from './domain/content.ts'

/** A content that never changes: what is drawn from it must come out the same to the byte. */
export const golden: ClassContent = {
  schema: 'zhixin.certificate/1',
  number: 'SH6532026000123K',
  type: 'pass',
  demo: true,
  programme: {
    code: '653-SH',
    name: {
      zh: '上海市信息专业技术人才知识更新工程（“653工程”）',
      en: 'Shanghai Information Field Knowledge Updating Project (Project 653)',
    },
  },
  holder: { name: '欧阳慕容思远' },
  course: {
    code: 'SW-007',
    version: 1,
    title: {
      zh: '移动终端上 Java 语言的三维实现',
      en: 'Three-dimensional Realization of Java Language on Mobile Terminal',
    },
  },
  class: {
    filingNumber: '653SH-2026-0007',
    name: '三维实现培训班（第一期）',
    mode: 'face-to-face',
    from: '2026-09-01',
    to: '2026-09-12',
  },
  institution: { name: { zh: '申江软件技术培训学院', en: 'Shenjiang Institute of Software Technology' } },
  hours: { minutes: 3240, unitMinutes: 45, classHours: '72', unit: { zh: '学时', en: 'class hour' } },
  grade: '92/100',
  examDate: '2026-09-14',
  issuedOn: '2026-09-20',
  issuer: { name: { zh: '市信息专业技术人才知识更新工程办公室', en: 'Project Office' } },
  supersedes: null,
  verification: { url: 'https://653.example.org/verify/SH6532026000123K' },
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  ...(currentRendering('pass') as Rendering),
}

/** The same of a closed period. */
export const goldenValidation: ValidationContent = {
  schema: 'zhixin.certificate/2',
  number: 'SH6532008000001A',
  type: 'annual-validation',
  demo: true,
  programme: golden.programme,
  holder: golden.holder,
  title: { zh: '2007 年度继续教育验证', en: 'Annual validation 2007' },
  period: { key: '2007', from: '2007-01-01', to: '2007-12-31' },
  closing: { on: '2008-01-15', row: 'A'.repeat(43), ruleset: 'sha256:0' },
  hours: { minutes: 3600, unitMinutes: 45, classHours: '80', unit: { zh: '学时', en: 'class hour' } },
  issuedOn: '2008-01-15',
  issuer: golden.issuer,
  supersedes: null,
  verification: { url: 'https://653.example.org/verify/SH6532008000001A' },
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  ...(currentRendering('annual-validation') as Rendering),
}
