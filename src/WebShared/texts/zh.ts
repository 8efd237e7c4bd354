/** Texts both apps use. The English file has the same shape; texts.test.ts walks the two. */
export const zh = {
  product: "寄递筛查",
  languageName: "中文",
  otherLanguage: "English",
  signIn: {
    title: "登录",
    userName: "用户名",
    password: "密码",
    submit: "登录",
    working: "正在登录…",
    wrong: "用户名或密码不正确，或账号已暂时锁定。",
    locked: "尝试次数过多，账号已暂时锁定，请稍后再试。",
    unreachable: "无法连接服务器，请检查网络后重试。",
    failed: "登录未成功，请稍后再试。",
  },
  signOut: "退出",
  lanes: { green: "常规", yellow: "核对", red: "详查", hold: "停留" },
  severities: { info: "提示", low: "低", medium: "中", high: "高", critical: "严重" },
  states: { open: "待接手", acknowledged: "已接手", released: "已放行", held: "已暂存" },
  roles: {
    courier: "快递员",
    supervisor: "网点主管",
    areaManager: "片区经理",
    analyst: "名单分析员",
    compliance: "合规专员",
    administrator: "管理员",
  },
  ago: {
    now: "刚刚",
    seconds: (n: number) => `${n} 秒前`,
    minutes: (n: number) => `${n} 分钟前`,
    hours: (n: number) => `${n} 小时前`,
    days: (n: number) => `${n} 天前`,
  },
  units: {
    kilograms: (n: string) => `${n} 千克`,
    grams: (n: string) => `${n} 克`,
  },
  close: "关闭",
  cancel: "取消",
  retry: "重试",
  loading: "正在加载…",
};

export type SharedTexts = typeof zh;
