import type { SeededRandom } from './random.ts'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷',
].filter((one) => one !== '郭')
const doubleSurnames = ['欧阳', '上官', '司徒', '诸葛', '慕容']
const first = [...'志文建晓思雨子明国海丽芳静秀佳春红玉俊凯浩宇欣梦瑞嘉宏立永庆安宁青云清书']
const second = [...'华军平伟强涛磊超勇杰鹏飞波斌辉刚健亮洁燕玲娜莹雪琳慧敏琪瑶婷远航林源康宁然']
const titles = ['助理工程师', '工程师', '工程师', '高级工程师', '系统分析师', '程序员'] as const
const educations = ['大学专科', '大学本科', '大学本科', '硕士研究生'] as const
const posts = [
  '软件开发',
  '系统运维',
  '网络工程',
  '信息安全',
  '数据库管理',
  '项目管理',
  '电子政务',
  '嵌入式开发',
  '测试工程',
  '信息化管理',
] as const

export interface DemoPerson {
  readonly name: string
  readonly idNumber: string
  readonly birthDay: string
  readonly sex: 'male' | 'female'
  readonly title: string
  readonly education: string
  readonly post: string
  readonly employerIndex: number
}

/** Invented people: a name drawn from lists, and a well-formed identity number of region 310000, where no county issues any. */
export const demoPeople = (count: number, employers: number, random: SeededRandom): DemoPerson[] => {
  const people: DemoPerson[] = []
  const names = new Set<string>()
  while (people.length < count) {
    const surname = random.chance(0.02) ? random.pick(doubleSurnames) : random.pick(surnames)
    const name = surname + random.pick(first) + (random.chance(0.78) ? random.pick(second) : '')
    if (names.has(name)) continue
    names.add(name)
    const birthDay = `${1958 + random.below(30)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
    const sequence = people.length + 100
    people.push({
      name,
      idNumber: idNumber(birthDay, sequence),
      birthDay,
      sex: sequence % 2 === 1 ? 'male' : 'female',
      title: random.pick(titles),
      education: random.pick(educations),
      post: random.pick(posts),
      employerIndex: random.below(employers),
    })
  }
  return people
}

const two = (number: number): string => String(number).padStart(2, '0')

/** 18 digits: region, birth date, sequence (odd = male), ISO 7064 MOD 11-2 check character. */
const idNumber = (birthDay: string, sequence: number): string => {
  const body = `310000${birthDay.replaceAll('-', '')}${String(sequence % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'[sum % 11]
}
