import { check, type Finding } from '../check';
import type { Meeting } from '../state';

const known = new WeakMap<Meeting, ReadonlyMap<string, readonly Finding[]>>();

/** findingsByLine are what is not clear yet, by line; reckoned once for each state of the meeting, as every line asks. */
export function findingsByLine(meeting: Meeting): ReadonlyMap<string, readonly Finding[]> {
  const reckoned = known.get(meeting);
  if (reckoned) return reckoned;
  const byLine = new Map<string, Finding[]>();
  for (const finding of check(meeting)) byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding]);
  known.set(meeting, byLine);
  return byLine;
}

/** marksOf are the findings worth a mark of their own. That nobody was assigned is said by the fate of the line, and that there is no date or product follows from it. */
export function marksOf(findings: readonly Finding[]): Finding[] {
  const nobody = findings.some((finding) => finding.code === 'nobody');
  return findings.filter(({ code }) => code !== 'nobody' && !(nobody && code === 'missing'));
}

/** pointsOf are the points of a line that are not clear and were not waived: its marks, and once that nobody was assigned. */
export function pointsOf(findings: readonly Finding[]): Finding[] {
  const nobody = findings.find((finding) => finding.code === 'nobody');
  return [...(nobody ? [nobody] : []), ...marksOf(findings).filter((finding) => !finding.waived)];
}

const keys = {
  'person/nobody': 'personNobody',
  'person/everybody': 'personEverybody',
  'work/short': 'workShort',
  'time/missing': 'timeMissing',
  'duty/nobody': 'dutyNobody',
  'duty/undivided': 'dutyUndivided',
  'duty/sum': 'dutySum',
  'duty/partner': 'dutyPartner',
  'product/missing': 'productMissing',
  'authority/unknown': 'authorityUnknown',
  'shortcoming/open': 'shortcomingOpen',
} as const;

/** The names under which the catalogues hold the words of findings. */
export type FindingKey = (typeof keys)[keyof typeof keys];

/** findingKey names the words of a finding; null for one of a newer server. */
export function findingKey({ field, code }: Pick<Finding, 'field' | 'code'>): FindingKey | null {
  const name = `${field}/${code}`;
  return name in keys ? keys[name as keyof typeof keys] : null;
}
