/**
 * Words of a rule that stand in the same place and say different things: whoever puts one for another changes the rule.
 * In a row, groups are divided by |; words of a group say the same.
 * @module
 */
const rows = `
应当 应 必须 须 务必 一律 责令 不得不 | 可以 可 能够 允许 | 鼓励 倡导 提倡 引导 | 不得 禁止 严禁 不准 不可以 不可 不能 不许 | 不用 不必 不需 无需
给予 补助 补贴 资助 发放 奖补 安排 | 缴纳 缴 交 自付 支付 | 扣除 扣减 减去 | 罚款 处罚
本区 本市 本地 区内 市内 | 外地 外区 外市 市外 区外 非本区 非本市 异地
取消 注销 | 保留 延续 延长
要求 责令 强制 | 鼓励 倡导 提倡 支持 自愿
以上 不少于 不低于 至少 | 以下 不超过 不高于 至多 以内
超过 高于 大于 多于 优于 | 达到 达 | 低于 少于 小于 不足 劣于
前 之前 以前 事前 | 后 之后 以后 事后 | 内 以内 之内
和 及 与 以及 并 且 并且 而且 | 或 或者
最高 最多 最大 | 最低 最少 最小
提高 提升 增加 增长 增强 上升 扩大 加强 上调 | 降低 下降 减少 减弱 压减 缩小 削弱 下调
国家 全国 中央 | 省 全省 | 市 全市 | 区 全区 县 县区 | 镇 乡 乡镇 街道 | 村 社区 居
上级 | 下级 | 同级
个人 | 家庭 全家 | 单位 集体 企业
城市 城镇 | 农村 乡村
牵头 主办 主管 组织 | 配合 协助 协办 参与 参加
每次 每例 | 每日 每天 | 每周 | 半月 半个月 | 每月 按月 一个月 | 每季度 每季 按季 | 每半年 | 每年 按年 全年
每人 每名 每位 | 每户 | 每次 每例 | 每亩 | 每间 每个
住院 | 门诊
审核 初审 | 审批 批准 审定 | 备案
免费 免收 减免 | 收费 自费
原件 正本 | 复印件 副本
全部 全额 一切 所有 全体 全面 | 部分 | 主要 | 重点 | 个别
一次性 | 分期 逐步 逐年 分批
书面 | 口头
公开 公示 | 保密
受理 | 提交 递交
印发之日 | 公布之日 发布之日
期满 届满 满后 | 开始 起始
年底 月底 | 年初 月初
上半年 | 下半年
之上 上游 | 之下 下游
本人 | 家属 监护人 亲属 代办人
申请人 申请 | 审批人
法定 | 约定
新建 | 改建 | 扩建
主任 组长 局长 | 副主任 副组长 副局长
发放 拨付 给予 | 收回 追回 扣减 停发
同意 批准 通过 | 驳回 退回
开始 | 结束 截止 终止
继续 恢复 | 停止 暂停 中止
`;

type Row = readonly (readonly string[])[];
const sets: readonly Row[] = rows
  .split('\n')
  .filter((row) => row.trim() !== '')
  .map((row) => row.split('|').map((group) => group.trim().split(/\s+/)));

/** Words that only look like one of the rows: longest first. */
const lookalikes =
  /相应|适应|应用|应急|响应|应收|反应|供应|对应|应对|可靠|可能|许可|可持续|可行|可见|可再生|内部|内容|内科|内涵|内外|国内|室内|前提|目前|提前|前列|前期|前款|后续|后期|后果|后勤|落后|先后|前后|售后|起来|一起|起付|起止|起始|起点|发起|引起|起草|总和|和谐|温和|共和|普及|涉及|危及|及时|及其|参与|与会|给与|小区|社区|地区|园区|景区|禁养区|库区|片区|防火区|区域|市场|市民(?!政)|城市|省级以上|节省|乡镇|村镇|镇区|市区|居民|居住|居家|定居|按市场/g;

/** @returns For each set, which groups occur. Longer words are read first, so that 不超过 is not 超过. */
function groupsOf(text: string): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>();
  const masked = text.replace(lookalikes, (word) => '\n'.repeat(word.length));
  sets.forEach((set, at) => {
    let rest = masked;
    for (const { word, group } of ordered[at] ?? []) {
      if (!rest.includes(word)) continue;
      found.set(at, (found.get(at) ?? new Set()).add(group));
      rest = rest.replaceAll(word, '\n');
    }
  });
  return found;
}

const ordered = sets.map((set) =>
  set
    .flatMap((words, group) => words.map((word) => ({ word, group })))
    .toSorted((left, right) => right.word.length - left.word.length),
);

/** What the draft puts in the place of what: the first pair of words that are told apart; null for none. */
export function contrasted(said: string, ruled: string): string | null {
  const there = groupsOf(ruled);
  for (const [set, groups] of groupsOf(said)) {
    const known = there.get(set);
    if (known === undefined) continue;
    for (const group of groups) if (!known.has(group)) return sets[set]?.[[...known][0] ?? 0]?.[0] ?? '';
  }
  return null;
}
