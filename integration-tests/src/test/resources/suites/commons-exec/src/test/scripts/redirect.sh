#!/bin/sh
cat
echo "Finished reading from stdin"
