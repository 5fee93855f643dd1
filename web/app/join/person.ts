import { isNameOf } from '../ui/fold';

/** Who sits at the seat, as typed on the join page. */
export interface Person {
  name: string;
  post: string;
  /** Persons at the site, 1 to 50. */
  people: number;
}

/** The greatest number of persons at one site that the server takes. */
export const mostPeople = 50;

const key = (seat: string) => `giaoban.person.${seat}`;

/** rememberedPerson is what was typed for this seat on this device; else the person whom the secretary entered. */
export function rememberedPerson(seat: string, named: { name?: string; post?: string; unit_name?: string }): Person {
  const name = named.name ?? '';
  const given: Person = { name: isNameOf(name, named.unit_name ?? '') ? '' : name, post: named.post ?? '', people: 1 };
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(seat)) ?? 'null');
    if (typeof value !== 'object' || value === null) return given;
    const { name: typed, post, people } = value as Record<string, unknown>;
    return {
      name: typeof typed === 'string' && typed ? typed : given.name,
      post: typeof post === 'string' && post ? post : given.post,
      people: typeof people === 'number' && Number.isInteger(people) && people >= 1 && people <= mostPeople ? people : 1,
    };
  } catch {
    return given;
  }
}

/** rememberPerson keeps it for the next time; where storage is refused it is not kept. */
export function rememberPerson(seat: string, person: Person): void {
  try {
    localStorage.setItem(key(seat), JSON.stringify(person));
  } catch {
    // Private windows may refuse.
  }
}
