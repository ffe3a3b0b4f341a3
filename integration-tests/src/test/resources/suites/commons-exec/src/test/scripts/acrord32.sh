#!/bin/sh
# A print job; the test takes exit code 1 for success.
exit 1
