#!/bin/sh
# Prints the signal state this process inherited. By exec, for shells alter it elsewhere: dash empties
# the mask when it forks, and bash ignores SIGQUIT for itself.
printf 'Content-Type: text/plain\r\n\r\n'
exec grep -E '^Sig(Blk|Ign):' /proc/self/status
