/** Organisations of the demonstration programme; invented, save the districts, which are places. */
export const demoDistricts = [
  ['浦东新区人力资源和社会保障局（演示）', 'Pudong New Area HR Bureau (demo)'],
  ['徐汇区人力资源和社会保障局（演示）', 'Xuhui District HR Bureau (demo)'],
  ['静安区人力资源和社会保障局（演示）', 'Jing’an District HR Bureau (demo)'],
  ['杨浦区人力资源和社会保障局（演示）', 'Yangpu District HR Bureau (demo)'],
  ['闵行区人力资源和社会保障局（演示）', 'Minhang District HR Bureau (demo)'],
  ['长宁区人力资源和社会保障局（演示）', 'Changning District HR Bureau (demo)'],
] as const

export const demoInstitutions = [
  ['信息服务人才培训中心（演示）', 'Information Service Talent Training Centre (demo)'],
  ['浦江信息技术进修学院（演示）', 'Pujiang College of Further IT Study (demo)'],
  ['东城软件人才学院（演示）', 'Dongcheng Software Talent College (demo)'],
  ['海岸集成电路培训中心（演示）', 'Coast Integrated-Circuit Training Centre (demo)'],
  ['明珠通信工程学校（演示）', 'Mingzhu School of Communication Engineering (demo)'],
  ['北岸网络安全学院（演示）', 'North Bank Network Security College (demo)'],
  ['江湾电子政务研修院（演示）', 'Jiangwan E-government Seminar Institute (demo)'],
  ['申新电子商务培训学校（演示）', 'Shenxin E-commerce Training School (demo)'],
  ['知远远程教育中心（演示）', 'Zhiyuan Distance Education Centre (demo)'],
  ['群力信息管理进修学校（演示）', 'Qunli School of Information Management (demo)'],
  ['苏河数据技术学院（演示）', 'Suhe Data Technology College (demo)'],
  ['西郊嵌入式系统培训中心（演示）', 'Xijiao Embedded Systems Training Centre (demo)'],
] as const

export const demoEmployers = [
  ['东方晨光软件有限公司（演示）', 'Oriental Dawn Software Co., Ltd. (demo)'],
  ['浦源信息系统有限公司（演示）', 'Puyuan Information Systems Co., Ltd. (demo)'],
  ['海纳通信技术有限公司（演示）', 'Haina Communication Technology Co., Ltd. (demo)'],
  ['汇智集成电路设计有限公司（演示）', 'Huizhi Integrated-Circuit Design Co., Ltd. (demo)'],
  ['申通网络科技有限公司（演示）', 'Shentong Network Technology Co., Ltd. (demo)'],
  ['江南数据服务有限公司（演示）', 'Jiangnan Data Services Co., Ltd. (demo)'],
  ['远帆电子商务有限公司（演示）', 'Yuanfan E-commerce Co., Ltd. (demo)'],
  ['中环信息安全技术有限公司（演示）', 'Zhonghuan Information Security Co., Ltd. (demo)'],
  ['徐家汇互联网服务有限公司（演示）', 'Xujiahui Internet Services Co., Ltd. (demo)'],
  ['五角场软件园发展有限公司（演示）', 'Wujiaochang Software Park Development Co., Ltd. (demo)'],
  ['张江嵌入式技术有限公司（演示）', 'Zhangjiang Embedded Technology Co., Ltd. (demo)'],
  ['虹桥系统集成有限公司（演示）', 'Hongqiao Systems Integration Co., Ltd. (demo)'],
  ['市政务信息中心（演示）', 'Municipal Government Information Centre (demo)'],
  ['城市交通信息中心（演示）', 'City Transport Information Centre (demo)'],
  ['第二工业设计研究所（演示）', 'Second Industrial Design Institute (demo)'],
  ['滨江医院信息科（演示）', 'Riverside Hospital, Information Department (demo)'],
  ['长风电信工程公司（演示）', 'Changfeng Telecom Engineering Company (demo)'],
  ['海湾港口信息有限公司（演示）', 'Haiwan Port Information Co., Ltd. (demo)'],
  ['青松测绘信息院（演示）', 'Qingsong Institute of Surveying and Mapping (demo)'],
  ['曙光银行科技部（演示）', 'Shuguang Bank, Technology Department (demo)'],
] as const

export const demoAssociation = [
  '信息服务业行业协会（演示）',
  'Information Service Industry Association (demo)',
] as const
export const demoOffice = ['市信息653办（演示）', 'Municipal Information 653 Office (demo)'] as const
export const demoSites = [
  ['浦东考点（演示）', 'Pudong test site (demo)'],
  ['浦西考点（演示）', 'Puxi test site (demo)'],
] as const

/** Key areas of the information field as the programme description lists them. */
export const demoKeyAreas = [
  ['communication', '通信工程', 'Communication engineering'],
  ['integrated-circuits', '集成电路', 'Integrated circuits'],
  ['software', '软件技术', 'Software technology'],
  ['security', '信息安全', 'Information security'],
  ['e-government', '电子政务', 'E-government'],
  ['e-commerce', '电子商务', 'E-commerce'],
  ['information-management', '信息管理', 'Information management'],
  ['information-application', '信息应用', 'Application of information'],
  ['public', '公共科目', 'Public subjects'],
] as const
