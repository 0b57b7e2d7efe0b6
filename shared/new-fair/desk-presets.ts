import type { FairDesk } from '../fair.ts';

/** The desks that bureaus bring to a fair, with what people ask there. */
export const deskPresets: readonly FairDesk[] = [
  {
    code: 'policy',
    zh: '政策咨询',
    en: 'Policy advice',
    topics: [
      { code: 'social-subsidy', zh: '社保补贴', en: 'Social insurance subsidy' },
      {
        code: 'unemployment-reg',
        zh: '失业登记与失业保险金',
        en: 'Unemployment registration and benefit',
      },
      {
        code: 'difficulty-cert',
        zh: '就业困难人员认定',
        en: 'Recognition of employment difficulty',
      },
      { code: 'public-welfare-post', zh: '公益性岗位申请', en: 'Public-welfare posts' },
      { code: 'graduate-subsidy', zh: '高校毕业生就业补贴', en: 'Subsidies for graduates' },
      { code: 'insurance-transfer', zh: '社保关系转移接续', en: 'Transfer of social insurance' },
    ],
    leaflets: [
      { code: 'policy-guide', zh: '就业政策明白纸', en: 'Guide to job policies' },
      { code: 'subsidy-form', zh: '补贴申领表', en: 'Subsidy form' },
    ],
  },
  {
    code: 'career',
    zh: '职业指导',
    en: 'Career guidance',
    topics: [
      { code: 'job-matching', zh: '岗位推荐', en: 'Job matching' },
      { code: 'resume-help', zh: '简历修改', en: 'Help with a résumé' },
      { code: 'interview-skills', zh: '面试技巧', en: 'Interview skills' },
      { code: 'aptitude', zh: '职业能力测评', en: 'Aptitude test' },
      { code: 'internship', zh: '就业见习', en: 'Internships' },
    ],
    leaflets: [{ code: 'career-guide', zh: '求职指导手册', en: 'Job seekers’ handbook' }],
  },
  {
    code: 'training',
    zh: '技能培训',
    en: 'Skills training',
    topics: [
      { code: 'training-signup', zh: '免费培训报名', en: 'Free courses: sign up' },
      { code: 'skill-subsidy', zh: '技能提升补贴', en: 'Skills subsidy' },
      { code: 'skill-certificate', zh: '职业技能等级认定', en: 'Skill level certificates' },
      {
        code: 'housekeeping-course',
        zh: '家政、养老护理培训',
        en: 'Housekeeping and care courses',
      },
      { code: 'new-apprentice', zh: '企业新型学徒制', en: 'Apprenticeships' },
    ],
    leaflets: [{ code: 'course-list', zh: '技能培训课程表', en: 'List of courses' }],
  },
  {
    code: 'startup',
    zh: '创业服务',
    en: 'Start-up service',
    topics: [
      { code: 'startup-loan', zh: '创业担保贷款', en: 'Guaranteed start-up loan' },
      { code: 'startup-subsidy', zh: '一次性创业补贴', en: 'One-off start-up subsidy' },
      { code: 'startup-course', zh: '创业培训', en: 'Start-up courses' },
      { code: 'incubator', zh: '创业孵化基地入驻', en: 'Places in the incubator' },
    ],
    leaflets: [{ code: 'startup-guide', zh: '创业扶持政策汇编', en: 'Start-up support' }],
  },
  {
    code: 'rights',
    zh: '工会与劳动维权',
    en: 'Union and labour rights',
    topics: [
      { code: 'labour-contract', zh: '劳动合同', en: 'Labour contracts' },
      { code: 'wage-arrears', zh: '欠薪维权', en: 'Unpaid wages' },
      { code: 'work-injury', zh: '工伤认定与待遇', en: 'Work injury' },
      { code: 'mediation', zh: '劳动争议调解仲裁', en: 'Mediation and arbitration' },
      { code: 'union-membership', zh: '加入工会', en: 'Joining the union' },
      { code: 'gig-insurance', zh: '新就业形态职业伤害保障', en: 'Injury cover for gig workers' },
    ],
    leaflets: [
      { code: 'rights-guide', zh: '劳动维权手册', en: 'Labour rights handbook' },
      { code: 'wage-card', zh: '根治欠薪明白卡', en: 'Card on unpaid wages' },
    ],
  },
];
