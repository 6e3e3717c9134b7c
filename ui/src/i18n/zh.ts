// SPDX-License-Identifier: Apache-2.0
export default {
  nav: {
    shift: '班组', overview: '总览', booking: '订舱', trains: '班列', yard: '堆场', gate: '闸口', customs: '关务', track: '追踪', indicators: '指标', data: '数据', admin: '系统',
    signIn: '登录', follow: '公开追踪', missing: '没有此页',
  },
  role: {
    shipper: '货主/货代', carrier: '班列公司', terminal: '场站', gate: '闸口', customs: '海关', bank: '银行', partner: '境外合作方', duty: '值班经理', admin: '系统管理', clock: '系统时钟',
  },
  shell: {
    skip: '跳到正文', navigation: '主导航', brand: '陆港 Landport，回到总览', seek: '箱号、订舱号、班次、车号', language: '切换语言 / Language', light: '浅色', dark: '深色',
    wall: '大屏模式', wallTurns: '轮播', wallFixed: '停在此屏', wallTurnsHow: '总览、班列、堆场每 30 秒轮换', wallOffHow: 'Esc 也可退出', wallOff: '退出大屏模式', account: '账号', leave: '退出登录', more: '更多',
  },
  link: { idle: '未连接', connecting: '连接中', live: '实时', broken: '连接中断，正在重连', past: '历史时刻', sequence: '序号' },
  asAt: {
    title: '查看任一时刻的港口', short: '时间', now: '现在', before: '{span}前', back15: '退后 15 分钟', on15: '前进 15 分钟', span: '时间范围', exact: '精确时间', clock: '按哪种时间',
    happened: '发生', recorded: '记录', happenedLong: '当时实际情况（含事后补录的事实）', recordedLong: '当时系统已知的情况（不含事后补录）', backToNow: '回到现在',
    play: '播放', pause: '暂停', pace: '播放速度', keys: '空格播放，逗号和句号前后 15 分钟，Esc 回到现在', m1: '1 分/秒', m15: '15 分/秒', h1: '1 小时/秒', h6s: '6 小时/秒', h6: '近 6 小时', h24: '近 24 小时', d7: '近 7 天', d30: '近 30 天',
  },
  signIn: { person: '账号', password: '密码', enter: '登录', busy: '正在登录…', public: '没有账号？', follow: '凭单号和口令追踪货物' },
  problem: {
    status: '港口未能办理（{status}）', unreachable: '连不上服务器', unreachableRemedy: '请检查网络后重试；已提交的指令重试不会重复办理。', page: '页面出错', pageRemedy: '请刷新页面后重试；若仍出现，请告知值班经理。',
  },
  table: {
    count: '共 {n} 条', filter: '{field}：全部', find: '筛选', columns: '选择列', export: '导出 XLSX', again: '重试', noneFound: '没有符合筛选条件的记录', none: '暂无记录', loading: '正在载入…',
  },
  row: { events: '由来（事件）', recordedLater: '{at} 补录', noEvents: '没有可查看的事件' },
  form: {
    optional: '（可选）', required: '必填', choose: '请选择', add: '添加一项', remove: '删除', onePerLine: '每行一个', badDigit: '校验码不符，请核对箱门号码', badDigits: '校验码不符，请核对：{units}',
    more: '更多可选项（{n}）', earlier: '补录', happened: '发生时间', notOffered: '您的角色不能办理此项。', done: '已办理', made: '新编号',
  },
  sheet: {
    title: '用表格批量导入', how: '一行一条；支持 CSV 和 XLSX。先试算，全部无误才会导入。', template: '下载模板', choose: '选择文件', again: '另选文件', reading: '正在检查…', bad: '有 {n} 个单元格需要改正，尚未导入任何一行。',
    cell: '单元格', why: '原因与办法', good: '{file} 检查通过。', take: '确认导入', taken: '{file} 已导入',
  },
  map: { title: '路网地图', trains: '地图上的列车', failed: '此浏览器无法显示地图（需要 WebGL）。' },
  data: { back: '全部表与指令', tables: '数据表', commands: '指令', intro: '港口的全部数据表和指令，按部门列出。', choose: '选择左侧的数据表或指令。', find: '查找表或指令' },
  missing: { title: '没有这个页面', home: '回到总览' },
  yard: {
    colour: { by: '着色', by_kind: '按类别', by_dwell: '按堆存天数', by_to: '按去向', held: '扣留', danger: '危险品', reefer: '冷箱', full: '重箱', empty: '空箱', d0: '3 天内', d3: '3 天以上', d5: '5 天以上', d7: '7 天以上', d10: '10 天以上', other: '其他', none: '未定' },
    spaceHelp: '堆场三维图：拖动平移，右键或双指旋转，滚轮或加减键缩放，方向键移动，0 键显示全场，点选一箱查看', trainNote: '{at} 开 · 已装 {loaded}/{units}', noSpace: '此浏览器无法显示三维（需要 WebGL），请用平面图。',
    tab: { plan: '平面图', space: '三维', strip: '卸车', work: '作业队列', stock: '在场箱', doors: '仓门', pool: '空箱池', blocks: '箱区' },
    summary: '在场 {n} 箱，占用箱位 {used} / {slots}', seek: '箱号或后几位', fly: '定位', notHere: '此箱不在堆场', zoomIn: '放大', zoomOut: '缩小', whole: '全场',
    moveTo: '放到 {position}', rehandles: '预计翻箱 {n}', noProposal: '没有可用的场位，请手工指定。', propose: '推荐场位', planHelp: '堆场平面图：拖动平移，滚轮或加减键缩放，方向键移动，0 键显示全场，点选一垛查看', high: '层', days: '天', held: '扣留', danger: '危险品', heat: '按堆存天数着色', stack: '箱垛', chooseStack: '在图上点选一垛，或按箱号定位。',
    emptyStack: '此垛无箱。', position: '场位', since: '落位', booking: '订舱', departure: '班次', power: '供电', plugged: '已插电', unplugged: '未插电', work: '作业指令', why: '为何在此（事件）', showOnPlan: '在平面图上查看',
  },
  doors: {
    none: '本港没有仓库。', bonded: '监管', used: '占用 {n} / {of} 门', door: '仓门', choose: '点选一个仓门查看。', kind: { ambient: '常温仓', cold: '冷库', groupage: '集拼仓' },
    state: { free: '空闲', taken: '在门', coming: '来箱', leaving: '待移走' }, size: '箱型', full: '重箱', empty: '空箱', since: '靠门', expects: '{unit} 将从 {from} 移来，{at} 下达。', isFree: '此门空闲。', order: '移一箱到此门',
  },
  work: {
    noMachine: '未指派机械', count: '{n} 条', running: '已作业 {span}', waiting: '已等待 {span}', start: '开始', complete: '完成', elsewhere: '落在别处', none: '没有待办作业', history: '全部作业记录',
  },
  place: { outside: '港外', truck: '车上', yard: '在场', warehouse: '在仓门', wagon: '列车上', terminal_abroad: '境外场站', delivered: '已交付' },
  train: {
    tab: { timetable: '时刻', runs: '列车运行', border: '口岸', hubs: '集拼集运', tracks: '轨道', plans: '计划与停限装', legs: '区段运能' },
    detail: { plan: '编组与配载', day: '计划与补轴', way: '运行', fill: '舱位', units: '箱' },
    danger: '危险货物', power: '需供电', loaded: '已装车', planned: '已配未装', drawing: '列车配载图，按比例', notInspected: '未列检', inspected: '列检合格', putHere: '放到 {wagon} 的 {place} 位',
    noDeparture: '没有班次 {id}', leaves: '开', arrives: '到', bookingCutoff: '截止订舱', gateCutoff: '截止进站', vgmCutoff: '截止重量申报', units: '已装 / 已配', wagons: '车辆 · 长度 · 总重', fill: '满载率', from: '来自 {runs}', late: '晚点 {n} 分',
    composeTitle: '编组列车', composeHow: '此班次尚未编组。粘贴车号，每行一个；未登记过的车请选车型。', transferTitle: '换装到下一轨距', transferHow: '粘贴接运列车的车号；按新车与新区段重新核验，装不下的箱会逐一列出。', wagonNumbers: '车号（{n} 辆）', wagonType: '车型（未登记的车）', wagonTypeKnown: '已登记，无需填写',
    plugsShort: '插座', plugs: '供电插座', composeDo: '编组', transferDo: '换装', notYet: '尚未编组。', length: '长度', mass: '重量', shared: '与 {n} 个班次共用', free: '余 {free} / {max}', fillHow: '已售与预留合计；浅色为预留',
    plan: '配载图', planNumbers: '已配 {units} 箱，待配 {waiting} 箱', propose: '自动配载', proposing: '正在配载…', settle: '配载定案', settled: '配载已定案', isSettled: '已定案', notSettleable: '仍有未满足的规则', inspectAll: '列检全部合格', loadAll: '全部装车（{n}）', depart: '发车', departed: '已发车',
    notReady: '还有 {n} 项未满足，不能发车', more: '另有 {n} 项', choosePlace: '请选择装载位（拖动，或按 Tab 移到空位后回车）。', checking: '核验中…', mayStand: '可以放置', mayNot: '不能放置', takeOut: '撤配', load: '装车', cancelChoice: '取消选择', noWagons: '列车还没有车辆。',
    findings: '规则检查', noFindings: '全部符合', waiting: '待配箱', allPlanned: '没有待配箱。', arr: '到', dep: '开', lastSeen: '最近报点', expected: '预计', atBorder: '已到口岸', reachBorder: '到达口岸 {node}', arrived: '已到达', arrive: '到达 {node}', leftBehind: '换装落下：',
  },
  border: {
    lineage: '来源关系：哪列车换成了哪列车', units: '{n} 箱', wagons: '{n} 辆', leftCount: '落下 {n}', none: '没有停在口岸或开往口岸的列车。', counts: '停 {ready} 列，来 {near} 列', leftHere: '落下的箱', since: '{time} 到达', due: '预计 {time} 到', planned: '计划 {time} 到', open: '打开班次',
    title: '集并换装', how: '勾选停在同一口岸的列车，粘贴另一轨距的车号，先试算，再办理。', chosen: '{node}：{runs} 列 {units} 箱', by: { planner: '系统编列', hand: '逐列给车' }, byHow: { planner: '只给可用车辆，由系统决定编成几列、哪车在哪列。', hand: '每列的车号写在一起，列与列之间空一行。' },
    look: '试算', do: '办理（编成 {n} 列）', made: '已集并换装', notYours: '由承运单位、港口或境外合作方办理。', preview: '试算结果', becomes: '{from} 列变 {to} 列', stays: '留下 {n} 箱',
    why: { held: '被扣留', embargo: '停限装', no_place_left: '没有合适的空位', train_length: '列车已到最大长度', train_gross: '超过列车或车辆重量', power: '供电插座不足', dg_distance: '危险货物隔离距离', dg_prohibited: '铁路不承运', dg_mixing: '危险货物不能同车', axle_load: '轴重超限', bogie_load: '转向架超限', payload: '超过车辆载重', place_gross: '超过装载位限重', open_top: '区段不准敞顶箱' },
  },
  hub: {
    title: '途中集拼', near: '将到 {n} 列', how: '选择停在途中站的列车：到站箱在该站卸下，从该站订舱的箱在该站加装。', none: '没有停在途中站或开往途中站的列车。', chosen: '{run} 停在{node}：{units} 箱、{wagons} 辆，计划 {at} 开。',
    drop: '途中卸下', endHere: '到站 {n} 箱', allThatEnd: '选全部到站箱', ends: '到此站', reason: '不到此站的箱，须写明卸下原因', dropDo: '卸下 {n} 箱', dropDone: '已途中卸下',
    add: '途中加装', bookedHere: '从此站订舱、未装 {n} 箱', take: '列入清单', takeAll: '全部列入清单', list: '装车清单（{n} 箱）', listHow: '每行一箱：箱号、总重（千克），可加箱型与封号。剩余区段的规则随填随核。', unread: '第 {lines} 行看不懂：须为箱号与总重（整千克）', addDo: '加装 {n} 箱', addDone: '已途中加装',
    fine: '核验通过，可以办理', moves: '途中装卸记录', what: { joined: '加装', dropped: '卸下' },
  },
  tracks: {
    title: '股道运用图', how: '虚线为计划，实色为实际；竖线为此刻。点选一条可登记占用、腾空、调车与技检。', earlier: '前 12 小时', later: '后 12 小时', now: '现在', planned: '计划', actual: '实际', still: '至今', toTrain: '查看列车',
    kind: { stay: '占用', shunting: '调车', inspection: '技检' },
  },
  plans: {
    title: '日班计划', embargoes: '停限装', noEmbargo: '没有在执行的停限装。', kind: { stop: '停装', limit: '限装' }, untilLifted: '解除为止', dangerous: '仅危险货物', atMost: '每线每日 {teu} TEU', onlyThis: '只看此项', meets: '受影响 {n} 个班次', whole: '整列', some: '部分箱',
  },
  day: {
    plan: '日班计划', noPlan: '未向铁路提报。', asked: '提报 {wagons} 辆、{mass}（{at}）', approved: '；批准 {wagons} 辆、{mass}（{at}）', stage: { asked: '待批复', approved: '已批准', refused: '未准许' },
    embargo: '停限装', noEmbargo: '沿途没有停限装。', tracks: '股道', cutOut: '扣修甩车', repaired: '{at} 修竣', cutOutHow: '车上已装的箱须逐箱给出卸往的场位；已配未装的箱回到待配。', topUp: '补轴', free: '空余 {teu} TEU', again: '重新查找', noCandidates: '没有可提前或待改配的订舱。', displaced: '待改配', units: '{n} 箱', bring: '补上本列', added: '已补上',
  },
  check: { plan_settled: '配载未定案', booked: '无已确认订舱', loaded: '未装车', mass_verified: '重量未核定', sealed: '未施封', customs_released: '海关未放行', held: '被扣留', inspected: '未列检', loading_rules: '不符装载规则', railway_plan: '日班计划', embargo: '停限装', documents: '单证不齐' },
  booking: {
    tab: { find: '查询与订舱', mine: '我的订舱', every: '全部订舱', waitlist: '候补', sheet: '表格导入' },
    sheetBookings: '批量订舱', sheetUnits: '批量指定箱号', from: '发站', to: '到站', ready: '最早可发日期', quantity: '箱数', sizeType: '箱型', gross: '单箱总重', laden: '重箱', powered: '需供电', goods: '货物、危险品与温度', description: '品名', hs: 'HS 编码', packages: '件数',
    un: '联合国编号', dangerClass: '危险品类别', tempMin: '最低温度', tempMax: '最高温度', reference: '客户参考号', search: '查询方案', searching: '正在查询…', options: '可选方案', optionsHow: '每个方案在到达、价格、碳排放、换乘或兑现率上至少一项不逊于其他；余位为此刻真实余量', allFull: '可走的班次都已满，可列入候补。', fullTitle: '已满，可候补', neededFree: '（需 {needed}，余 {free}）', transit: '全程', price: '运价', transfers: '换乘', reliability: '兑现率', free: '余位',
    freeUnits: '可订 {n} 箱', full: '已满', hold: '预留', held: '舱位已预留', joinWaitlist: '候补', waiting: '已列入候补', noOptions: '这一时段没有可行方案，请更改日期或到站。', begin: '填写到站和日期后查询方案。', none: '没有订舱 {id}，或不属于您。',
    step: { option: '预留', firm: '确认', shipped: '发运', completed: '完成' },
    holdLeft: '舱位保留至 {at}，还剩 {span}。', holdOver: '保留时间已过，舱位即将释放。', cannotConfirm: '现在还不能确认：', confirm: '确认订舱', confirmed: '订舱已确认', assignCall: '还有 {n} 个箱号未指定。', seaCall: '此订舱末段为海运，船舶不向本港报到达。箱已交付时请在此登记完成。', displacedCall: '班次 {departure} 已停运（{reason}）。改配到其他班次免费，运价不高于原价；也可免费退舱。', departure: '班次', leaves: '开', arrives: '到', units: '箱', mass: '总重', fee: '费用', follow: '无账号者可凭口令追踪：', followLink: '公开追踪页', secret: '口令',
    assigned: '箱号 {n} / {of}', noUnits: '尚未指定箱号。', whereUnits: '箱在何处', allFields: '全部字段',
  },
  size: { '22G1': '20 英尺普箱', '42G1': '40 英尺普箱', '45G1': '40 英尺高箱', L5G1: '45 英尺高箱', '22R1': '20 英尺冷箱', '45R1': '40 英尺冷藏高箱', '22T6': '20 英尺罐箱', '42P1': '40 英尺平台箱' },
  gate: {
    tab: { trucks: '办理', appointments: '预约', hours: '可约时段', visits: '到访记录' },
    direction: { deliver: '送箱', pick_up: '提箱' },
    here: '在场 {n} 车', arrive: '车辆到达', queue: '在场车辆', noTrucks: '此刻没有车辆在场。', expected: '预约将到', checkIn: '到场', noneExpected: '此后六小时没有预约。', since: '{at} 到，已 {span}', admitTitle: '核对并进闸', admitted: '已进闸', unloadHint: '箱在车上，等待卸箱。下达作业后由堆场机械卸下。',
    unloading: '{unit} 已下达卸箱作业 {work}，等待机械。', orderUnload: '卸下 {unit}', ordered: '作业已下达', loadHint: '空车等待装箱。选择要提的箱：', orderLoad: '装上 {unit}（{place}）', otherUnit: '其他箱', released: '已出闸放行', release: '放行 {unit}', leave: '车辆离开', receiptFor: '交接单 {unit}', hourFull: '约满', hourFree: '余 {n}', noSealHow: '重箱未施封，不能随列车发出。施封后请在此登记封号。', flag: { no_seal: '无封', seal_differs: '封号与申报不同', mass_differs: '重量与申报不同', after_cut_off: '截止后进站', damaged: '箱体破损', unfit: '不适运，已扣留' }, noHours: '没有开放的时段。',
  },
  strip: {
    none: '没有待卸的列车。', title: '{run} 卸车', progress: '已卸 {n} / {of} 箱', since: '{at} 到达，已 {span}', machine: '机械', anyMachine: '不指定机械', orderAll: '下达全部（{n}）', ordered: '作业已下达',
    held: '被扣留', released: '已放行', underCustoms: '待放行', went: '{at} 卸至 {to}', goes: '将卸至 {to}', waits: '待下达作业', elsewhere: '直接卸下',
  },
  pickUp: { storage: '堆存第 {n} 天，免费 {free} 天，至 {until}' },
  pool: { tab: { depots: '堆点与箱主', stock: '箱', orders: '放箱单', moves: '调箱单' }, ofBooking: '本订舱的放箱单' },
  slip: { title: '设备交接单', plate: '车牌', direction: '方向', sizeType: '箱型', gross: '总重', seals: '封号', condition: '箱况', at: '时间', visit: '到访', print: '打印', close: '完成' },
  shift: {
    print: { plan: '打印计划', 'hand-over': '打印交接班', queue: '打印作业单', round: '打印巡检表', loading: '打印装车清单', stripping: '打印卸车清单', receipt: '打印交接单' },
    tab: { plan: '计划', over: '交接班', queues: '机械队列', reefers: '冷箱巡检', pressure: '堆存与拥堵' }, stage: { none: '未开班', open: '在班', handing_over: '交班中', handed_over: '待接班', taken_over: '已接班', skipped: '未交班' },
    kind: { work: '未完作业', held: '扣留箱', late_train: '晚点列车', out_of_band: '温度超限', missed_reading: '漏测冷箱', note: '未了记事' }, level: { free: '正常', busy: '繁忙', full: '拥堵' }, what: { gate_queue: '在场车辆', truck_wait: '车辆最长等待', tracks: '占用股道' }, unit: { gate_queue: '辆', truck_wait: '分钟', tracks: '条' },
    flowOf: { outbound: '出口', inbound: '进口', empty: '空箱', other: '其他' }, runs: '值班 {who} · {from} 至 {to}', neverOpened: '尚未开班', wholeDay: '全天', choose: '选择班次', trucks: '预约车辆', truckCount: '{n} 辆', deliver: '送箱', pickUp: '提箱', hourIs: '{at}：送 {in}，提 {out}，已到 {came}', departures: '待编列车',
    arrivals: '到达列车', trainCount: '{n} 列', noTrains: '本时段没有列车', cancelled: '停运', late: '晚点', loadedOf: '已装 {n}/{of}', units: '{n} 箱', toCompose: '待编组', notReported: '未报点', toStrip: '待卸列车', toPlug: '待插电冷箱', unitCount: '{n} 箱', allPlugged: '冷箱均已插电', machines: '机械与司机', machine: '机械', driver: '司机工号',
    area: '箱区或股道', openWork: '未完作业', takes: '预计用时', current: '当前班次 {shift}', openFirst: '第一次使用：请值班经理开班。', openBy: '{who} 于 {at} 开班，距下班 {left}', listing: '正在列出未了事项…', handedBy: '{who} 于 {at} 交班，未了 {n} 项', waitsForOther: '等待下一班值班经理确认接班。', skipped: '上一班 {shift} 未交班：{why}', openWithout: '未交班直接开班…',
    isOpen: '现在未了', wasOpen: '交班时未了', itemCount: '{n} 项', nothingOpen: '没有未了事项', andMore: '另有 {n} 项', before: '以前的班次', noneBefore: '没有以前的班次', showIdle: '显示空闲机械', dragHow: '拖到另一台机械即改派；也可在卡片中选择机械。', doneIn: '{span}后完成', waitsFor: '须等 {units}', onHold: '暂缓', forward: '提前', hold: '暂缓…', resume: '恢复', give: '改派给…',
    giveTo: '把 {unit} 改派给', reefers: '冷箱', due: '应测', plugged: '已插电', unplugged: '未插电', roundHow: '每 {every} 测一次，允许偏差 ±{band} °C', missed: '漏测 {span}', isDue: '应测', outOfBand: '超限', setPoint: '设定', last: '上次', readingOf: '{unit} 的温度', minus: '正负号', offBy: '超出允许偏差，将记为超限', notANumber: '请填写数字，最多一位小数',
    noneDue: '现在没有应测的冷箱', noReefers: '没有这样的冷箱', sendRound: '提交 {n} 个读数', rounds: '最近的巡检', readings: '{n} 个读数', outOf: '超限 {n}', noRounds: '还没有巡检记录', from: '{busy} 起繁忙，{full} 起拥堵', blockFill: '箱区占用', fillIs: '箱区 {block} 占用 {n}%', dwell: '堆存时间', dwellHow: '自进港起算', block: '箱区', flow: '流向',
    unitsHere: '箱数', longest: '最久', longestTitle: '停留最久的箱', noUnits: '场内没有箱',
  },
  indicators: {
    grain: { day: '按日', month: '按月', year: '按年' }, period: '时段', corridor: '通道', all: '全部通道', wholePort: '此指标只按全港计', notYet: '尚未计量', parts: '{n} 项', formula: '公式', numerator: '分子', denominator: '分母', version: '版本',
    source: '来源', until: '至', open_end: '今', byCorridor: '各通道', value: '值', published: '公布数', publishedHow: '范围与时段各不相同，仅供对照，不并入本港数', evidence: '构成与事件', day: '日', what: '对象', open: '查看事件',
    quarter: '一刻钟', nothing: '此时段没有记录', more: '再列 {n} 行', leftOff: '另有 {n} 行较早的未列出，请缩短时段', toTrain: '查看列车', units: '箱', empty: '空', save: '导出 CSV', trains: '列', min: '分钟', d: '天', kmd: '公里/天',
  },
  customs: {
    intro: '逐箱放行；报关、查验与账册随后上线。', tab: { waiting: '待放行', released: '已放行', held: '被扣留' }, release: '登记放行', releasedUnit: '已放行 {unit}', pick: '在左侧选择一个箱，可撤销放行、扣留或加封。',
  },
  track: {
    expected: '预计', planned: '计划', expectedArrival: '预计到达', arrivedAt: '到达', notReported: '未报告', late: '晚 {span}', early: '早 {span}', corrected: '已更正', told: { gate: '闸口', terminal: '场站', carrier: '班列公司', partner: '境外合作方', customs: '海关', message: '报文', gps: '定位' }, milestones: '节点（预计与实际）',
    placeholder: '箱号、订舱号、班次、车牌、车号', find: '查询', how: '输入任何号码：箱号、订舱号、班次、列车、车牌或车号。', nothing: '没有找到 {number}，或不属于您。', several: '有 {n} 个箱符合', since: '自 {at}，已 {span}', released: '已放行', notReleased: '未放行', facts: '经过（事件）', fields: '箱况与单证',
  },
  follow: { noUnits: '此订舱尚未指定箱号。', zone: '时间均为港口当地时间（{zone}）。', title: '公开追踪', number: '箱号或订舱号', secret: '追踪口令' },
  behind: { count: '{n} 项，点开看其事件', first: '；以下为前 {n} 项' },
  overview: {
    loadedOf: '已装 / 已配', cancelled: '停运', notLeft: '到点未开', outOfBand: '{n} 个冷箱温度超限', missedReading: '{n} 个冷箱漏测', stays: '{n} 列到点未开', embargoes: '停限装 {n} 项在执行', displaced: '{n} 票订舱待改配', notComposed: '未编组', unplugged: '{n} 个冷箱未插电', late: '{n} 列晚点超过 2 小时', slow: '{n} 车等待超过 90 分钟', held: '{n} 箱被扣留', noWarnings: '无预警', open: '打开', moving: '在途 {n} 列', trains: '今明班列', all: '全部', noTrains: '近两日没有班列。', gate: '闸口', yard: '堆场', units: '{n} 箱',
  },
  parties: {
    rail_yard: '铁路场站', customs: '海关', platform: '班列平台', multimodal: '多式联运中心', delay: '延迟', delayHow: '近 24 小时事实从发生到记录的平均时间；最长 {span}', silent: '静默', silentHow: '距最近一次收到事实', day: '近 24 小时 {n} 条事实', none: '暂无事实',
  },
  admin: {
    tab: { people: '人员', organisations: '单位', tokens: '令牌', audit: '访问日志', backdating: '补录审计', status: '运行状态', messages: '报文' },
    person: '账号', path: '路径', look: '查看', at: '时间', org: '单位', method: '方法', answer: '结果', times: '次数', refresh: '刷新', metrics: '监控指标', health: '健康检查', document: '接口文档',
    status: { version: '版本', pack: '配置包', sequence: '总账序号', views_at: '视图进度', queued: '排队指令', checkpoint: '签名检查点' },
    roles: '角色', active: '启用', yes: '是', no: '否', change: '修改', disable: '停用', enable: '启用', code: '代码', nameZh: '中文名', nameEn: '英文名', kind: '类别', label: '用途', expires: '到期', drop: '作废', days: '有效天数', language: '语言', chinese: '中文', save: '保存', secretOnce: '令牌只显示这一次，请妥善保存：',
    new: { people: '新增人员', organisations: '新增单位', tokens: '新建令牌' },
  },
  orgKind: { port: '港口', forwarder: '货主/货代', carrier: '承运人', customs: '海关', bank: '银行', partner: '境外合作方' },
  messages: { title: 'EDIFACT 报文', how: '支持 COPRAR、COARRI、IFTMIN、IFTSTA、BAPLIE。读不通的文件会指出段和元素，不产生任何改动。', drop: '把文件拖到这里，或点击选择', taken: '已接收', refused: '已拒收' },
};
