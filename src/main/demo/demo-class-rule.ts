/** Person classes A, B, C of the programme description; precedence A, B, C is this programme's decision. */
export const demoClassRule = {
  precedence: ['A', 'B', 'C'],
  criteria: [
    {
      class: 'A',
      text: {
        zh: '从事信息相关专业技术工作，并取得中级及以上计算机技术与软件专业技术资格（水平）证书',
        en: 'IT-related work, and the national computer and software qualification at intermediate level or above',
      },
      all: [
        { fact: 'field-work' as const, oneOf: ['yes'] },
        { fact: 'national-qualification-level' as const, oneOf: ['intermediate', 'senior'] },
      ],
    },
    {
      class: 'A',
      text: {
        zh: '从事信息相关专业技术工作，并具有中级及以上信息技术相关职称',
        en: 'IT-related work, and an IT-related title at intermediate level or above',
      },
      all: [
        { fact: 'field-work' as const, oneOf: ['yes'] },
        { fact: 'title-level' as const, oneOf: ['intermediate', 'vice-senior', 'senior'] },
      ],
    },
    {
      class: 'A',
      text: {
        zh: '从事信息相关专业技术工作，并取得本市中级及以上信息化认证证书',
        en: 'IT-related work, and the municipal information certification at intermediate level or above',
      },
      all: [
        { fact: 'field-work' as const, oneOf: ['yes'] },
        { fact: 'city-certificate-level' as const, oneOf: ['intermediate', 'senior'] },
      ],
    },
    {
      class: 'B',
      text: {
        zh: '从事信息相关专业技术工作，信息技术相关专业硕士及以上',
        en: 'IT-related work, and a master’s degree or above in an IT-related major',
      },
      all: [
        { fact: 'field-work' as const, oneOf: ['yes'] },
        { fact: 'degree' as const, oneOf: ['master', 'doctor'] },
        { fact: 'major-in-field' as const, oneOf: ['yes'] },
      ],
    },
    {
      class: 'B',
      text: {
        zh: '从事信息相关专业技术工作，大专及以上学历并具备评聘中级职称的基本条件',
        en: 'IT-related work, a college degree or above, and the basic conditions for an intermediate title',
      },
      all: [
        { fact: 'field-work' as const, oneOf: ['yes'] },
        { fact: 'degree' as const, oneOf: ['college', 'bachelor', 'master', 'doctor'] },
        { fact: 'meets-intermediate-conditions' as const, oneOf: ['yes'] },
      ],
    },
    {
      class: 'C',
      text: {
        zh: '从事信息相关专业技术工作，具有一定学历和工作经验',
        en: 'IT-related work, with some education and experience',
      },
      all: [{ fact: 'field-work' as const, oneOf: ['yes'] }],
    },
  ],
}
