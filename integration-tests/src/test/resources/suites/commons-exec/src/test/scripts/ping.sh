#!/bin/sh
# Busy for so many seconds.
exec sleep "$1"
