#!/usr/bin/env bash
# What a newcomer waits for: clones the repository into an empty folder, installs with an empty npm cache, starts
# Millrace as the README says, and waits until GET / shows the page and a ledger is visible. Prints the seconds; fails only
# if that never comes. The README's command: npm ci && npm start
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
patience=${1:-900} # seconds
folder=$(mktemp -d)
port=$(node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")
url=http://127.0.0.1:$port
export MILLRACE_PORT=$port npm_config_cache=$folder/npm-cache
now() { date +%s.%N; }
since() { awk "BEGIN { printf \"%.1f\", $(now) - $1 }"; }

pid=
cleanup() {
  [ -z "$pid" ] || kill -- "-$pid" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

began=$(now)
git clone --quiet "$repository" "$folder/millrace"
cd "$folder/millrace"
cloned=$(since "$began")

set -m # a process group of its own, which can be ended whole
(npm ci && echo installed >"$folder/installed" && npm start) >"$folder/output" 2>&1 &
pid=$!
set +m

installed= page= ledger=
while [ -z "$ledger" ] || [ -z "$page" ]; do
  if ! kill -0 "$pid" 2>/dev/null || [ "$SECONDS" -gt "$patience" ]; then
    echo "first run: no ledger was visible after $(since "$began") s"
    tail -40 "$folder/output"
    exit 1
  fi
  [ -n "$installed" ] || [ ! -e "$folder/installed" ] || installed=$(since "$began")
  [ -n "$page" ] || ! curl -sf "$url/" | grep -qi '<title>' || page=$(since "$began")
  [ -n "$ledger" ] || ! curl -sf -d '{"method":"ledger","params":[{"ledger_index":"validated"}]}' "$url/" |
    grep -q '"validated":true' || ledger=$(since "$began")
  sleep 0.2
done
echo "first run: cloned=${cloned}s installed=${installed}s page=${page}s ledger=${ledger}s"
