// Reads Specmatic's log: every request must be answered, every answer be one that the description has for the operation, and none 5xx.
// usage: node answers.mjs OPENAPI.json LOG LEAST_REQUESTS
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [description, log, least] = process.argv.slice(2);
const operations = Object.entries(JSON.parse(readFileSync(description, "utf8")).paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([, operation]) => operation.responses)
    .map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parts: path.split("/"),
      statuses: new Set(Object.keys(operation.responses)),
    })),
);
const isVariable = (part) => part.startsWith("{");

/** The one with the fewest variables that matches. */
function operationOf(method, target) {
  const parts = target.split("?")[0].split("/");
  return operations
    .filter(
      (one) =>
        one.method === method &&
        one.parts.length === parts.length &&
        one.parts.every((part, i) => isVariable(part) || part === parts[i]),
    )
    .sort((a, b) => a.parts.filter(isVariable).length - b.parts.filter(isVariable).length)[0];
}

const statuses = new Map();
const reached = new Set();
const wrong = new Map();
let answers = 0;
// Specmatic logs a request with its answer only; of one without it tells but the test that failed, or that it did not try any more.
let answered = false;
let ended = false;
let asked;
let next;
function found(what) {
  wrong.set(what, (wrong.get(what) ?? 0) + 1);
}

for await (const line of createInterface({ input: createReadStream(log) })) {
  if (/^ {2}Request to http/.test(line)) {
    next = "request";
  } else if (/^ {2}Response at /.test(line)) {
    next = "response";
  } else if (next === "request") {
    asked = line.trim().split(" ");
    next = undefined;
  } else if (next === "response") {
    const status = line.trim().split(" ")[0];
    const operation = operationOf(asked[0], asked[1]);
    answers++;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    reached.add(operation);
    // 401 is described everywhere; here it would mean that nothing was asked as headquarters.
    if (status.startsWith("5") || status === "401" || !operation?.statuses.has(status)) {
      found(`${asked[0]} ${operation?.path ?? asked[1]} was answered ${status}`);
    }
    answered = true;
    next = undefined;
  } else if (/^[+-]ve +Scenario: .* (has|was) [A-Z]+$/.test(line)) {
    if (!answered) {
      found(`${line.match(/Scenario: (.*?) ->/)?.[1] ?? line} was not answered`);
    }
    answered = false;
  } else if (line.startsWith("Tests run: ")) {
    ended = true;
  }
}
if (!ended) {
  found("Specmatic broke off");
}
for (const [what, times] of wrong) {
  console.error(`  ${what}, ${times} times`);
}
const counts = [...statuses].sort(([, a], [, b]) => b - a).map(([status, times]) => `${times} × ${status}`);
console.log(
  `${answers} answers of ${reached.size} of ${operations.length} operations: ${counts.join(", ")};` +
    ` ${wrong.size} kinds of them not described, or missing`,
);
process.exit(wrong.size === 0 && answers >= Number(least) ? 0 : 1);
