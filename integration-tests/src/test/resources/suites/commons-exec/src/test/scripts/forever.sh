#!/bin/sh
# A dot each second, until it is killed; the test counts them.
while :; do
  printf . >>target/forever.txt
  sleep 1
done
