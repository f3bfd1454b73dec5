# Forecasts every k-th series of a long CSV with R's forecast package and scores it beside the given forecasts of Qudao.
# Usage: Rscript forecast-beside-r.R SERIES.csv[.gz] QUDAO_FORECASTS.csv EVERY_K METHODS
suppressPackageStartupMessages(library(forecast))
args <- commandArgs(trailingOnly = TRUE)
data <- read.csv(args[1])
ours <- read.csv(args[2])
ids <- unique(data$series_id)
ids <- ids[seq(1, length(ids), by = as.integer(args[3]))]
data <- data[data$series_id %in% ids, ]
parts <- split(data, factor(data$series_id, levels = ids))
ours <- split(ours[ours$series_id %in% ids, ], ours$series_id[ours$series_id %in% ids])

smape <- function(y, f) mean(ifelse(abs(y) + abs(f) == 0, 0, 200 * abs(y - f) / (abs(y) + abs(f))))
scores <- function(part, mean, lower, upper) {
  x <- part$value[part$split == "train"]
  y <- part$value[part$split == "test"]
  m <- part$frequency[1]
  scale <- mean(abs(diff(x, lag = m)), na.rm = TRUE)
  f <- as.numeric(mean)[seq_along(y)]
  c(smape(y, f), if (scale > 0) base::mean(abs(y - f)) / scale else NA, base::mean(y >= lower & y <= upper))
}
history <- function(part) ts(part$value[part$split == "train"], frequency = part$frequency[1])

report <- function(name, seconds, rows) {
  rows <- do.call(rbind, rows)
  cat(sprintf("%-12s %6d series %9.2f series/s  sMAPE %7.3f  MASE %6.3f  95%% coverage %5.1f\n", name, nrow(rows),
    nrow(rows) / seconds, mean(rows[, 1]), mean(rows[, 2], na.rm = TRUE), 100 * mean(rows[, 3])))
}
methods <- list(
  thetaf = function(x, h) thetaf(x, h, level = 95),
  ets = function(x, h) forecast(ets(x), h, level = 95),
  auto.arima = function(x, h) forecast(auto.arima(x), h, level = 95))
for (name in strsplit(args[4], ",")[[1]]) {
  started <- proc.time()["elapsed"]
  rows <- lapply(parts, function(part) {
    fc <- tryCatch(methods[[name]](history(part), part$horizon[1]), error = function(e) naive(history(part), part$horizon[1], level = 95))
    scores(part, fc$mean, as.numeric(fc$lower), as.numeric(fc$upper))
  })
  report(name, proc.time()["elapsed"] - started, rows)
}
rows <- lapply(parts, function(part) {
  f <- ours[[part$series_id[1]]]
  scores(part, f$mean, f$lo95, f$hi95)
})
report("Qudao", NA, rows)
