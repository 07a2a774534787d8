/**
 * Evaluations of the calculators per second on one core: facts that were read before, and raw input as a form or a table gives it
 * (reading and all checks of a line included), each with the full trace; and the checking of a whole result with zod.
 * Usage, after `npm run build`: node bench/calculators.mjs [seconds per row]
 */
const compiled = new URL('../dist/calculators/', import.meta.url);
const { readFacts } = await import(new URL('kernel/read-facts.js', compiled));
const { Trace } = await import(new URL('kernel/trace.js', compiled));
const { calculationSchema } = await import(new URL('calculation.js', compiled));
const { inputSchemaOf } = await import(new URL('input-schema.js', compiled));
const { schemes } = await import(new URL('registry.js', compiled));
const { run } = await import(new URL('run.js', compiled));

const seconds = Number(process.argv[2] ?? 1);
const options = { asOf: '2019-12-31' };
/** What issue 4 asks of medical aid, per second. */
const least = { evaluate: 100_000, run: 30_000 };

const cases = {
  'medical-aid': {
    categories: ['低保'],
    residence: '本区',
    designated: true,
    careKind: '住院',
    receiptDate: '2019-06-03',
    ownShare: 60_000.55,
    majorIllness: true,
  },
  'premium-support': { insurance: '城乡居民医疗保险', identities: ['低收入家庭成员'], age: 61 },
  'mental-health-medication': {
    level: 1,
    agreement: true,
    place: '卫生院',
    careType: '门诊',
    netCost: 120.5,
  },
  'compulsory-admission': {
    person: '我区患者',
    assessed: true,
    hospital: '清远市第三人民医院',
    cost: 30_000,
    insurance: 8000,
    medicalAid: 1000,
  },
  'livestock-demolition': {
    region: '非禁养区',
    kind: '畜场',
    area: 120.5,
    closedOn: '2018-10-01',
    demolishedOn: '2018-10-20',
  },
  'livestock-clearance-deadline': { compliant: false, class: '肉猪', weight: 50 },
  'forest-fire-penalty': {
    date: '2018-04-01',
    inZone: true,
    approved: false,
    subject: '个人',
    causedFire: false,
  },
  'water-balance-test': { use: '非农业', supply: '公共供水管网', monthly: 20_000 },
  'aid-timeline': { stage: '全程', filed: true },
};

/** Per second of processor time (all threads of this process): other programs on the machine do not count. Best of five stretches. */
function perSecond(work) {
  let best = 0;
  for (let stretch = 0; stretch < 6; stretch += 1) {
    const began = process.cpuUsage();
    let count = 0;
    let used = 0;
    while (used < (seconds * 1_000_000) / 5) {
      for (let each = 0; each < 200; each += 1) work();
      count += 200;
      const { user, system } = process.cpuUsage(began);
      used = user + system;
    }
    // The first stretch warms up.
    if (stretch > 0) best = Math.max(best, (count * 1_000_000) / used);
  }
  return Math.round(best);
}

const rows = schemes.map((scheme) => {
  const raw = cases[scheme.id];
  const { facts } = readFacts(scheme.fields, raw);
  const result = run(scheme, raw, options);
  if (result.status !== 'ok') throw new Error(`${scheme.id}: ${result.status}`);
  const input = inputSchemaOf(scheme);
  return {
    calculator: scheme.id,
    'evaluate/s': perSecond(() => scheme.compute(facts, new Trace(), options)),
    'run/s': perSecond(() => run(scheme, raw, options)),
    'zod input + run/s': perSecond(() => run(scheme, input.parse(raw), options)),
    'run + zod result/s': perSecond(() => calculationSchema.parse(run(scheme, raw, options))),
  };
});
console.table(rows);
const medical = rows.find(({ calculator }) => calculator === 'medical-aid');
const enough = medical['evaluate/s'] >= least.evaluate && medical['zod input + run/s'] >= least.run;
console.log(
  `medical-aid: at least ${least.evaluate} evaluations/s and ${least.run} with parsing: ${enough ? 'yes' : 'no'}`,
);
process.exitCode = enough ? 0 : 1;
