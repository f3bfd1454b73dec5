// Reads what ffuf was answered: nothing but what is meant to be is served, and nothing is 5xx.
// usage: node paths.mjs OPENAPI.json LEAST_REQUESTS FFUF.json ...
import { readFileSync } from "node:fs";

const [description, least, ...files] = process.argv.slice(2);
const meant = new Set(["/", "/health", "/docs", "/openapi.json"]);
for (const path of Object.keys(JSON.parse(readFileSync(description, "utf8")).paths)) {
  meant.add(path);
}
const wrong = [];
let answers = 0;
for (const file of files) {
  for (const { url, status } of JSON.parse(readFileSync(file, "utf8")).results) {
    answers++;
    if (status >= 500 || (status < 400 && !meant.has(new URL(url).pathname))) {
      wrong.push(`${url} was answered ${status}`);
    }
  }
}
for (const what of wrong.slice(0, 10)) {
  console.error(`  ${what}`);
}
console.log(`${answers} paths, of which ${wrong.length} should not be served or were answered 5xx`);
process.exit(wrong.length === 0 && answers >= Number(least) ? 0 : 1);
