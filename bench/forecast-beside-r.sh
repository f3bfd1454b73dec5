#!/usr/bin/env bash
# Qudao and R's forecast package on the same series in one run: bench/forecast-beside-r.sh FILE.csv[.gz] [EVERY_K] [METHODS]
# EVERY_K: R forecasts every k-th series only (1); METHODS: of thetaf,ets,auto.arima (all).
# R and the package are needed (Debian: apt-get install r-cran-forecast). One thread each.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
[[ $# -ge 1 ]] || { sed -n 2,4p "${BASH_SOURCE[0]}" >&2; exit 2; }
command -v Rscript >/dev/null || { echo "Rscript is not installed" >&2; exit 2; }

forecasts="$(mktemp)"
trap 'rm -f "$forecasts"' EXIT
"$here/../qudao" forecast --in "$1" --out "$forecasts" --threads 1 --summary
Rscript "$here/forecast-beside-r.R" "$1" "$forecasts" "${2:-1}" "${3:-thetaf,ets,auto.arima}"
