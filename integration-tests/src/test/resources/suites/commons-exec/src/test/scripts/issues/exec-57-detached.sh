#!/bin/sh
# Leaves a process behind that holds none of its streams.
sleep 5 </dev/null >/dev/null 2>&1 &
