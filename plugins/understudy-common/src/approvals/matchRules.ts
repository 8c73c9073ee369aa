/**
 * Gives as many people as possible a place in a rule that they may serve: a
 * maximum matching, by augmenting paths. Answers the rule of each person.
 */
export function matchRules(
  rules: readonly { count: number }[],
  choices: readonly (readonly number[])[],
): (number | undefined)[] {
  const places: (number | undefined)[] = choices.map(() => undefined);
  const holders: number[][] = rules.map(() => []);

  function seat(person: number, visited: Set<number>): boolean {
    for (const rule of choices[person]) {
      if (visited.has(rule)) {
        continue;
      }
      visited.add(rule);
      if (holders[rule].length < rules[rule].count) {
        holders[rule].push(person);
        places[person] = rule;
        return true;
      }
      for (const holder of holders[rule]) {
        if (seat(holder, visited)) {
          holders[rule] = holders[rule].filter(other => other !== holder);
          holders[rule].push(person);
          places[person] = rule;
          return true;
        }
      }
    }
    return false;
  }

  choices.forEach((_, person) => seat(person, new Set()));
  return places;
}
