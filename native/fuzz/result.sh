# Sourced by the two scripts that run fuzz targets: what the run of a target has to tell.
#
# It prints a line, and adds a row to the file $FUZZ_HOURS: day, commit, target, seconds of processor time, executions,
# result. The rows of long runs are kept in docs/fuzzing.tsv.
used=0

end_of_run() { # target, result, its folder with the log, what is said of the corpus
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$3/log")
  # Not in a pipe: there, times tells of another shell.
  times >"$3/times"
  before=$used
  used=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); sum += part[1] * 60 + part[2] } printf "%.0f", sum }' "$3/times")
  echo "fuzz: $1: ${executions:-?} executions in $((used - before)) s of processor time, $2; corpus $4"
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%Y-%m-%d)" "$(git rev-parse --short=8 HEAD 2>/dev/null || echo -)" \
    "$1" "$((used - before))" "${executions:-0}" "${2%%,*}" >>"$FUZZ_HOURS"
}
