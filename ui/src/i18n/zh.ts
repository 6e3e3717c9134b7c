// SPDX-License-Identifier: Apache-2.0
export default {
  nav: {
    overview: '总览', booking: '订舱', trains: '班列', yard: '堆场', gate: '闸口', customs: '关务', track: '追踪', data: '数据', admin: '系统',
    signIn: '登录', follow: '公开追踪', missing: '没有此页',
  },
  role: {
    shipper: '货主/货代', carrier: '班列公司', terminal: '场站', gate: '闸口', customs: '海关', bank: '银行', partner: '境外合作方', duty: '值班经理', admin: '系统管理', clock: '系统时钟',
  },
  shell: {
    skip: '跳到正文', navigation: '主导航', brand: '陆港 Landport，回到总览', seek: '箱号、订舱号、班次、车号', language: '切换语言 / Language', light: '浅色', dark: '深色',
    wall: '大屏模式', wallOff: '退出大屏模式', account: '账号', leave: '退出登录', more: '更多',
  },
  link: { idle: '未连接', connecting: '连接中', live: '实时', broken: '连接中断，正在重连', past: '历史时刻', sequence: '序号' },
  asAt: {
    title: '查看任一时刻的港口', short: '时间', now: '现在', before: '{span}前', back15: '退后 15 分钟', on15: '前进 15 分钟', span: '时间范围', exact: '精确时间', clock: '按哪种时间',
    happened: '发生', recorded: '记录', happenedLong: '当时实际情况（含事后补录的事实）', recordedLong: '当时系统已知的情况（不含事后补录）', backToNow: '回到现在',
    h6: '近 6 小时', h24: '近 24 小时', d7: '近 7 天', d30: '近 30 天',
  },
  signIn: { person: '账号', password: '密码', enter: '登录', busy: '正在登录…', public: '没有账号？', follow: '凭单号和口令追踪货物' },
  problem: {
    status: '港口未能办理（{status}）', unreachable: '连不上服务器', unreachableRemedy: '请检查网络后重试；已提交的指令重试不会重复办理。', page: '页面出错',
  },
  table: {
    count: '共 {n} 条', all: '全部', find: '筛选', columns: '选择列', export: '导出 XLSX', again: '重试', noneFound: '没有符合筛选条件的记录', none: '暂无记录', loading: '正在载入…',
  },
  row: { events: '由来（事件）', recordedLater: '{at} 补录', noEvents: '没有可查看的事件' },
  form: {
    optional: '（可选）', required: '必填', choose: '请选择', add: '添加一项', remove: '删除', onePerLine: '每行一个', badDigit: '校验码不符，请核对箱门号码',
    more: '更多可选项（{n}）', earlier: '补录', happened: '发生时间', notOffered: '您的角色不能办理此项。', done: '已办理', made: '新编号',
  },
  sheet: {
    title: '用表格批量导入', how: '一行一条；支持 CSV 和 XLSX。先试算，全部无误才会导入。', template: '下载模板', reading: '正在检查…', bad: '有 {n} 个单元格需要改正，尚未导入任何一行。',
    cell: '单元格', why: '原因与办法', good: '{file} 检查通过。', take: '确认导入', taken: '{file} 已导入',
  },
  map: { title: '路网地图', failed: '此浏览器无法显示地图（需要 WebGL）。' },
  data: { tables: '数据表', commands: '指令', intro: '港口的全部数据表和指令，按部门列出。', choose: '选择左侧的数据表或指令。', find: '查找表或指令' },
  missing: { title: '没有这个页面', home: '回到总览' },
};
