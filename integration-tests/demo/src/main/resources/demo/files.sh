#!/bin/sh
# Prints the limits and the descriptors this shell holds: those it inherited, and the script it reads.
printf 'Content-Type: text/plain\r\n\r\n'
printf 'SoftLimit: '
ulimit -Sn
printf 'HardLimit: '
ulimit -Hn
ls -l "/proc/$$/fd"
