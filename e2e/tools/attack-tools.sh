#!/usr/bin/env bash
# Tools that nobody here wrote, against a running demo. They write into its data: give them one of their own.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

usage() {
  cat <<'EOF'
Usage: e2e/tools/attack-tools.sh DATA_DIR [TOOL ...]

  ./qudao demo --data DATA_DIR    first, and leave it running

  specmatic   requests made from the description of the API: every answer is described, none is 5xx
  spectral    the description itself, by the OWASP rules (needs no demo)
  paths       ffuf with 33,000 paths, at the root and below /api/v1: no 5xx, and nothing is served but what is meant to be
  slow        slowhttptest with slow headers, bodies and readers: they are cut off, and others are served meanwhile

All of them without a TOOL. Each says what it found in one line, and the exit code is the number of those that found something.
What they printed lies in e2e/target/attack-tools.

Needs Node.js 20 with npm (the rest comes from the registry, pinned by package-lock.json), a JDK 17 or newer, and Debian's or
Ubuntu's packages ffuf, dirb (word lists), slowhttptest, iproute2 and curl. PORT_BASE=N when the demo was started with --port-base N;
LEAST_REQUESTS=N is what Specmatic must reach (10000).
EOF
}

case "${1:---help}" in
  -h | --help) usage; exit ;;
esac
data="$1"
shift
tools=("$@")
((${#tools[@]})) || tools=(specmatic spectral paths slow)
base="${PORT_BASE:-8080}"
gateway="http://localhost:$base"
out="$here/../target/attack-tools"
description="$here/../../docs/api/openapi.json"
mkdir -p "$out"

need() {
  command -v "$1" >/dev/null || { echo "$1 is missing: install $2" >&2; exit 69; }
}

# A token of headquarters; it is good for an hour.
token() {
  local secret
  secret="$(sed -n 's/^hq=//p' "$data/issuer/secrets.properties")" || return
  curl -fsS -u "hq:$secret" -d grant_type=client_credentials "http://localhost:$((base + 5))/oauth2/token" |
    sed 's/.*"access_token":"\([^"]*\)".*/\1/'
}

from_npm() {
  need npm "Node.js 20 or newer"
  cp "$here"/package*.json "$out"
  cmp -s "$here/package-lock.json" "$out/installed" || {
    (cd "$out" && npm ci --silent --no-audit --no-fund)
    cp "$here/package-lock.json" "$out/installed"
  }
}

specmatic() {
  need java "a JDK 17 or newer"
  from_npm || return
  cp "$description" "$out/openapi.json"
  local bearer
  bearer="$(token)" || return
  # It counts what was refused as failed, for it invents ids and expects to find them: its own exit code says nothing here.
  (cd "$out" && bearer="$bearer" SPECMATIC_GENERATIVE_TESTS=true MAX_TEST_REQUEST_COMBINATIONS=25 \
    java -Xmx3g -jar node_modules/specmatic/specmatic.jar test openapi.json --testBaseURL="$gateway" --timeout=20 \
    >specmatic.log 2>&1) || true
  node "$here/answers.mjs" "$out/openapi.json" "$out/specmatic.log" "${LEAST_REQUESTS:-10000}"
}

spectral() {
  from_npm || return
  cp "$here/spectral.yaml" "$out"
  (cd "$out" && node_modules/.bin/spectral lint "$description" --ruleset spectral.yaml --fail-severity warn --format text \
    >spectral.log 2>&1) || { grep -vm 5 '^$' "$out/spectral.log" >&2; echo "the description breaks rules"; return 1; }
  echo "nothing found"
}

# fuzz NAME URL [OPTION ...]: no faster than the gateway lets one client be
fuzz() {
  local name="$1" url="$2"
  shift 2
  (cd "$out" && ffuf -s -mc all -of json -o "$name.json" -u "$url/FUZZ" -w words -t 5 -p 0.015 "$@" >/dev/null 2>"$name.log")
}

paths() {
  need ffuf "the package ffuf"
  need node "Node.js 20 or newer"
  local lists=/usr/share/dirb/wordlists bearer
  [[ -r $lists/common.txt ]] || { echo "the word lists are missing: install the package dirb" >&2; exit 69; }
  cat "$lists"/common.txt "$lists"/big.txt "$lists"/vulns/*.txt | tr -d '\r' | LC_ALL=C sort -u | grep -av '^#' >"$out/words"
  bearer="Authorization: Bearer $(token)" || return
  fuzz root "$gateway" -H "$bearer" || return
  fuzz api "$gateway/api/v1" -H "$bearer" || return
  node "$here/paths.mjs" "$description" 60000 "$out/root.json" "$out/api.json"
}

# crowd NAME CONNECTIONS OPTION ...: a crowd of slow clients for a minute at most, with an ordinary reader beside it twice a second.
# It proves something only if half of the connections were open at once, and readers came meanwhile.
crowd() {
  local name="$1" wanted="$2" crowd answers=0 served=0 connected=0 most=0
  shift 2
  slowhttptest -c "$wanted" "$@" -l 60 -p 5 >"$out/slow-$name.log" 2>&1 &
  crowd=$!
  while kill -0 "$crowd" 2>/dev/null; do
    answers=$((answers + 1))
    [[ $(curl -s -m 5 -o /dev/null -w '%{http_code}' -H "$bearer" "$gateway/api/v1/nodes?limit=1") == 200 ]] &&
      served=$((served + 1))
    # As the gateway sees them: who reads slowly does not notice for long that he was cut off.
    connected="$(ss -Htn state established "( sport = :$base )" | wc -l)"
    most=$((connected > most ? connected : most))
    sleep 0.5
  done
  wait "$crowd" || true
  if grep -qa "No open connections left" "$out/slow-$name.log"; then
    connected=0
  fi
  verdict+="$name: $most of $wanted open at once, $connected left after a minute, $served of $answers readers served; "
  ((most * 2 >= wanted && connected < 10 && answers >= 20 && served * 20 >= answers * 19)) || wrong=1
}

slow() {
  need slowhttptest "the package slowhttptest"
  need ss "the package iproute2"
  local bearer verdict= wrong=0
  bearer="Authorization: Bearer $(token)" || return
  ulimit -n "$(ulimit -Hn)"
  crowd headers 4500 -H -r 500 -i 8 -x 24 -u "$gateway/api/v1/orders"
  crowd bodies 1000 -B -r 200 -i 8 -x 10 -s 8192 -t POST -f application/json -m $'*/*\r\n'"$bearer" -u "$gateway/api/v1/nodes"
  crowd reading 1000 -X -r 200 -w 10 -y 20 -n 5 -z 32 -k 3 -t GET -u "$gateway/openapi.json"
  echo "${verdict%; }"
  return "$wrong"
}

need curl "the package curl"
failed=0
for tool in "${tools[@]}"; do
  case "$tool" in
    specmatic | spectral | paths | slow) ;;
    *) usage >&2; exit 64 ;;
  esac
  if verdict="$("$tool")"; then
    echo "$tool: holds: $verdict"
  else
    failed=$((failed + 1))
    echo "$tool: FAILS: $verdict"
  fi
done
exit "$failed"
