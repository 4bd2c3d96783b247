/** Notices of the demonstration programme. */
export const demoNotices = [
  {
    title: '关于启动信息领域专业技术人员知识更新工程的通知',
    titleEn: 'Launch of the knowledge updating project in the information field',
    body: '本市信息领域专业技术人员知识更新工程（653工程）正式启动。参加培训的专业技术人员每年学习不少于12天或72学时，考核合格发给证书并登记学时与成绩。\n\n各用人单位请做好组织动员，合理安排人员参加培训。',
    bodyEn:
      'The knowledge updating project (653) in the information field has begun. Participants study no less than 12 days or 72 class hours a year; those who pass receive a certificate, and hours and grade are registered.\n\nEmployers are asked to organise and encourage participation.',
    publishedOn: '2006-12-20',
  },
  {
    title: '第一批培训课程目录公布',
    titleEn: 'First catalogue of training courses published',
    body: '经鉴定，第一批培训课程已列入目录，涵盖通信工程、集成电路、软件技术、信息安全等重点领域，可在“课程目录”中查询。',
    bodyEn:
      'The first courses have been approved and entered in the catalogue. They cover communication engineering, integrated circuits, software, information security and other key areas.',
    publishedOn: '2007-01-11',
  },
  {
    title: '统一机考考点公布：浦东、浦西各设一处',
    titleEn: 'Test sites for the unified computer exam: one in Pudong, one in Puxi',
    body: '信息领域实行统一机考，暂设浦东、浦西两个考点。考生凭准考证和有效身份证件入场。',
    bodyEn:
      'The information field uses a unified computer exam. Two sites are open for now, in Pudong and Puxi. Candidates bring their admission ticket and identity document.',
    publishedOn: '2007-01-15',
  },
] as const
